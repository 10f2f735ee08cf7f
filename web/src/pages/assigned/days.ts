/** Days as they are typed: an empty line leaves that end open. Pure. */
export interface DaysTyped {
  startsOn: string;
  dueOn: string;
}

export const daysOf = ({ startsOn, dueOn }: DaysTyped) => ({ startsOn: startsOn || null, dueOn: dueOn || null });

/** Due before it begins. */
export const isWrong = ({ startsOn, dueOn }: DaysTyped): boolean => startsOn !== '' && dueOn !== '' && dueOn < startsOn;
