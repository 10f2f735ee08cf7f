/** How a record calls itself on the bus: the pipe writes it, the rules want it, a rebuild imitates it. */
export const recordSource = 'kurs.records';
export const recordDetailType = 'record';
