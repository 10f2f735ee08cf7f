/** Where all that one person wrote for one assignment lies. Pure. */
export interface WorkPlace {
  personId: string;
  assignmentId: string;
}

export const partitionOf = ({ personId, assignmentId }: WorkPlace): string =>
  `$assignments#${personId}#${assignmentId}`;
