/**
 * What the forms of a word have in common: «затриманого» and «затриманий», «құқығының» and «құқық». Pure.
 * A light stemmer by endings, not a dictionary: it may take two rare words for one, and leaves irregular forms alone.
 */
import type { Language } from '#contracts/common.ts';

/** shorter beginnings say too little */
const stemMin = 3;

const byLength = (list: string): string[] => list.split(' ').sort((a, b) => b.length - a.length);

const endings = {
  uk: byLength(
    'а я у ю і ї и о е є ь й ий ій ого ього ому ьому им ім ої ьої ою ьою ею єю их іх ими іми ом ем єм ам ям ами ями ах ях ові еві єві ів їв ей істю',
  ),
  ru: byLength(
    'а я о е и ы у ю ь й ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ою ею ых их ыми ими ам ям ами ями ах ях ов ев ей ью',
  ),
  kk: byLength(
    'лар лер дар дер тар тер ның нің дың дің тың тің ны ні ды ді ты ті ға ге қа ке на не да де та те нда нде дан ден тан тен нан нен мен бен пен сы сі ы і сын сін ын ін',
  ),
} as const;

/** a plural, a possessor and a case may follow each other */
const kazakhEndingsMax = 4;

/** The stem of a word that is folded already; a word that has no ending is its own. */
export function stemOf(word: string, language: Language): string {
  if (/\p{N}/u.test(word)) return word;
  return stemmers[language](word);
}

const stemmers: Record<Language, (word: string) => string> = {
  uk: ukrainian,
  ru: russian,
  kk: kazakh,
  en: english,
};

function withoutEnding(word: string, list: readonly string[]): string {
  const ending = list.find((each) => word.length - each.length >= stemMin && word.endsWith(each));
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** Vowels that come and go («осіб» – «особа», «оцінок» – «оцінка») and consonants that change («скарга» – «скарзі»). */
function ukrainian(word: string): string {
  // «затримань» belongs to «затримання», not to «затриманий»
  if (word.length > 5 && /[аеиія]нь$/.test(word)) return `${word.slice(0, -1)}н`;
  return withoutEnding(word.endsWith('істю') ? `${word.slice(0, -4)}ості` : word, endings.uk)
    .replace(/^(.{3,}?)[ійь]+$/, '$1')
    .replace(/^(.{2,})[ое]([кц])$/, '$1$2')
    .replace(/і(?=[бвгджзклмнпрстфхцчшщ]т?$)/, 'о')
    .replace(/[гкх]$/, (letter) => ({ г: 'з', к: 'ц', х: 'с' })[letter] ?? letter);
}

function russian(word: string): string {
  // «задержание», but not the short «задержан»
  const deed = /^(.+[аея]ни)(?:[еяюий]|ем|ям|ями|ях)$/.exec(word);
  if (deed) return deed[1]!;
  return withoutEnding(word, endings.ru)
    .replace(/^(.{3,}?)[иь]+$/, '$1')
    .replace(/^(.{2,})[ое]([кц])$/, '$1$2');
}

function kazakh(word: string): string {
  let stem = word;
  for (let taken = 0; taken < kazakhEndingsMax; taken += 1) {
    const shorter = withoutEnding(stem, endings.kk);
    if (shorter === stem) break;
    stem = shorter;
  }
  return stem.replace(/[ғгб]$/, (letter) => ({ ғ: 'қ', г: 'к', б: 'п' })[letter] ?? letter);
}

function english(word: string): string {
  if (word.length <= stemMin || /(?:ss|us|is)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}
