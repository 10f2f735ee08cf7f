/** How the learner likes lectures to play, as this device remembers it. */
import { levelOf, loadPreferences, savePreferences, type ChosenLevel, type PlayerPreferences } from './preferences.ts';
import { asksToSave, sparesPictures } from './saves-data.ts';

export class Wishes {
  #kept = $state.raw<PlayerPreferences>(loadPreferences());

  get kept(): PlayerPreferences {
    return this.#kept;
  }
  get level(): ChosenLevel {
    return levelOf(this.#kept, asksToSave());
  }
  /** No pictures beside the film itself. */
  get sparesPictures(): boolean {
    return this.level === 'save' || sparesPictures();
  }

  change(change: Partial<PlayerPreferences>): void {
    this.#kept = { ...this.#kept, ...change };
    savePreferences(this.#kept);
  }
}
