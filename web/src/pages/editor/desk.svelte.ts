/** The work at one lesson in the editor: the document of the language that is open. */
import type { Draft } from '#contracts/authoring.ts';
import type { LessonDraft } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { LessonSession } from '../../lib/editor/lesson-session.svelte.ts';
import { SessionDesk } from '../../lib/editor/saving/session-desk.svelte.ts';
import { EditorHost } from './host.svelte.ts';

export class EditorDesk extends SessionDesk {
  readonly lesson: LessonDraft;
  readonly source: Language;
  host = $state.raw() as EditorHost;
  readonly #draft: () => Draft;
  readonly #personId: string;

  constructor(lesson: LessonDraft, draft: () => Draft, personId: string, language: Language) {
    super();
    this.lesson = lesson;
    this.source = lesson.languages[0] ?? 'uk';
    this.#draft = draft;
    this.#personId = personId;
    this.host = this.#open(language, lesson.blocks);
  }

  get session(): LessonSession {
    return this.host.session;
  }
  get mayChange(): boolean {
    return this.lesson.mayChange;
  }

  #open(language: Language, blocks: LessonDraft['blocks']): EditorHost {
    const { courseId, lesson, mayChange, pictures } = this.lesson;
    const of = { courseId, lessonId: lesson.id, personId: this.#personId, language, source: this.source, blocks };
    return new EditorHost(new LessonSession(of), this.#draft().organisation.id, mayChange, pictures);
  }

  async speak(language: Language): Promise<void> {
    if (language === this.language || !(await this.isSent())) return;
    const { session } = this;
    const { blocks } = session;
    void session.close();
    this.host = this.#open(language, blocks);
    await this.findKept();
  }
}
