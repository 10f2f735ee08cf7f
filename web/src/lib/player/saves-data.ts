/** What the browser says about the link: is it to be spared? */
interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}
const connection = () => (navigator as Navigator & { connection?: Connection }).connection;

/** Somebody told the device to save data. */
export const asksToSave = (): boolean => connection()?.saveData === true;

/** The same, or the link is so slow that pictures beside the film would hold it up. */
export const sparesPictures = (): boolean => asksToSave() || /(^|-)[23]g$/.test(connection()?.effectiveType ?? '');
