/** Two who change the same article or competence. Pure. */
import { AppError } from '#contracts/errors.ts';

/**
 * Has the change been made already, by this very request or another that says the same? Otherwise `conflict` (`idTaken` of a new
 * one) where something else stands than the asker knew; `known` is the revision they saw, null where there was none.
 */
export function isMade(before: { revision: number } | undefined, known: number | null, saysTheSame: boolean): boolean {
  if (before && saysTheSame && before.revision >= (known ?? 0)) return true;
  if ((before?.revision ?? null) !== known) throw new AppError(known === null ? 'idTaken' : 'conflict');
  return false;
}
