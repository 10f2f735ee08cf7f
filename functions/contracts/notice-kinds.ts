/** What people are told of, and under which heading each chooses how to be told. */

/** Kind of notice → the topic by which mail is chosen. */
export const noticeKinds = {
  resultsReleased: 'results',
  resultMarked: 'results',
  appealDecided: 'results',
  versionReleased: 'courses',
  courseRecalled: 'courses',
  courseRetired: 'courses',
  reportAnswered: 'reports',
  reviewReturned: 'reviews',
  reviewApproved: 'reviews',
  rolesChanged: 'account',
  dayPostponed: 'timetable',
  dayRestored: 'timetable',
  answerPosted: 'discussion',
  answerAccepted: 'discussion',
  mentioned: 'discussion',
  dueNear: 'dues',
  workReleased: 'results',
  workReturned: 'results',
  announced: 'messages',
  message: 'messages',
} as const;
export type NoticeKind = keyof typeof noticeKinds;
export const noticeKindNames = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]];

/** In the order in which they stand on the page of preferences. */
export const noticeTopics = [
  'messages',
  'timetable',
  'dues',
  'results',
  'discussion',
  'courses',
  'reports',
  'reviews',
  'account',
] as const;
export type NoticeTopic = (typeof noticeTopics)[number];

/** What the link in a letter declines: its topic, or all that comes once a day. */
export const declinable = [...noticeTopics, 'digest'] as const;
export type Declinable = (typeof declinable)[number];

/** Mail about a topic: each notice by itself · with the others once a day · never. In the inbox it stands in any case. */
export const mailChoices = ['atOnce', 'daily', 'never'] as const;
export type MailChoice = (typeof mailChoices)[number];

/** Until a person chooses otherwise. */
export const usualMail: Record<NoticeTopic, MailChoice> = {
  messages: 'atOnce',
  timetable: 'atOnce',
  dues: 'atOnce',
  results: 'atOnce',
  discussion: 'daily',
  courses: 'daily',
  reports: 'daily',
  reviews: 'daily',
  account: 'daily',
};

/** days for which a notice is kept */
export const noticeDays = 180;
