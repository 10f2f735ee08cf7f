/** Which captions a learner gets. Pure. */
import type { Language } from '#contracts/common.ts';

interface WithCaptions {
  language: Language;
  captions: readonly { language: Language }[];
}

/** The language of the interface, else that of the lecture, else any. */
export function captionLanguageOf(lecture: WithCaptions, interfaceLanguage: Language): Language | undefined {
  const there = lecture.captions.map((caption) => caption.language);
  return [interfaceLanguage, lecture.language].find((language) => there.includes(language)) ?? there[0];
}
