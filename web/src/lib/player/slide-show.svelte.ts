/** The slides of a lecture in its player: asked for, followed as it plays, the next one fetched ahead. */
import { courses } from '#contracts/courses.ts';
import { lectures, type LectureSlide } from '#contracts/lectures.ts';
import { requestOf } from '#contracts/request.ts';
import { call } from '../client.ts';
import { pick } from '../i18n.svelte.ts';
import { pictureType } from './avif.ts';
import type { PlayerState } from './player.svelte.ts';
import { sparesPictures } from './saves-data.ts';
import { pictureFor, slideAt, slideStart, type Slide } from './slides.ts';

export interface SlidesOf {
  id: string;
  courseId: string;
  hasSlides: boolean;
}

export class SlideShow {
  readonly #of: SlidesOf;
  readonly #player: PlayerState;
  #found = $state.raw<readonly LectureSlide[]>([]);
  failed = $state(false);
  readonly slides: readonly Slide[] = $derived.by(() => this.#found.map(slideOf));
  readonly index: number = $derived.by(() => slideAt(this.slides, this.#player.position));

  constructor(of: SlidesOf, player: PlayerState) {
    this.#of = of;
    this.#player = player;
  }

  get current(): Slide | undefined {
    return this.slides[this.index];
  }
  get next(): Slide | undefined {
    return this.slides[this.index + 1];
  }
  /** Are slides seen where the picture would be? */
  get shown(): boolean {
    return this.slides.length > 0 && this.#player.wantsSlides;
  }
  /** may one go to the film and back? */
  get canSwitch(): boolean {
    return this.slides.length > 0 && !this.#player.soundAlone;
  }

  load = async (): Promise<void> => {
    if (!this.#of.hasSlides || this.#found.length > 0) return;
    this.failed = false;
    const { id: lectureId, courseId } = this.#of;
    try {
      const query = { courseId, type: await pictureType() };
      this.#found = (await call(lectures.lectureSlides, { params: { lectureId }, query })).items;
    } catch {
      this.failed = true;
    }
  };

  /** Address of a slide in the width that suits; '': it has no picture. */
  address({ pictures }: Slide, width: number): string {
    const box = { width, density: devicePixelRatio, spares: sparesPictures() };
    const found = pictureFor(pictures, box);
    if (!found) return '';
    return requestOf(courses.picture, { params: { courseId: this.#of.courseId, sha256: found.sha256 } }).path;
  }

  /** Has the next one ready before its time. */
  fetchAhead(width: number): void {
    if (this.next) new Image().src = this.address(this.next, width);
  }

  goTo({ startSeconds }: Slide): void {
    this.#player.seek(startSeconds);
  }
  /** False where there is no further one. */
  step(by: 1 | -1): boolean {
    const start = slideStart(this.slides, this.#player.position, by);
    if (start !== undefined) this.#player.seek(start);
    return start !== undefined;
  }
  toggle(): void {
    if (this.canSwitch) this.#player.showSlides(!this.shown);
  }
}

const slideOf = ({ startSeconds, alt, title, pictures }: LectureSlide): Slide => ({
  ...{ startSeconds, alt: pick(alt), pictures },
  title: Object.keys(title).length > 0 ? pick(title) : undefined,
});
