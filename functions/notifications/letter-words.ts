/** The words of letters about notices: nobody’s browser is there to choose them. No grades, no texts: what it is about, and a link. */
import type { Language } from '#contracts/common.ts';
import type { NoticeKind } from '#contracts/notice-kinds.ts';

export interface LetterWords {
  /** of a letter with one notice and of a line in one with several; what it is about follows after a colon */
  kind: Record<NoticeKind, string>;
  several(count: number): string;
  /** the same, where there are more than are named */
  more(count: number): string;
  greeting: string;
  see: string;
  inbox: string;
  from: string;
  /** how to get fewer of them */
  choose: string;
  decline: string;
  automatic: string;
}

export const letterWords: Record<Language, LetterWords> = {
  uk: {
    kind: {
      resultsReleased: 'Оприлюднено результати тесту',
      resultMarked: 'Роботу перевірено',
      appealDecided: 'Апеляцію розглянуто',
      versionReleased: 'Вийшла нова версія курсу',
      courseRecalled: 'Версію курсу відкликано',
      courseRetired: 'Курс більше не викладають',
      reportAnswered: 'На ваше повідомлення про помилку відповіли',
      reviewReturned: 'Курс повернуто на доопрацювання',
      reviewApproved: 'Курс схвалено',
      rolesChanged: 'Ваші ролі змінено',
      dayPostponed: 'День занять перенесено',
      dayRestored: 'Перенесений день занять повернуто',
      answerPosted: 'Відповідь у вашій темі',
      answerAccepted: 'Вашу відповідь прийнято',
      mentioned: 'Вас згадано в обговоренні',
      dueNear: 'Незабаром строк завдання',
      workReleased: 'Оцінку за завдання відкрито',
      workReturned: 'Роботу повернуто на доопрацювання',
      announced: 'Оголошення групи',
      message: 'Повідомлення',
    },
    several: (count) => `«Курс»: нове для вас – ${count}`,
    more: (count) => `І ще ${count} – у скриньці.`,
    greeting: 'Добрий день.',
    see: 'Переглянути',
    inbox: 'Усі сповіщення',
    from: 'Від',
    choose: 'Про що і коли надсилати листи, можна обрати в профілі',
    decline: 'Більше не надсилати таких листів',
    automatic: 'Цей лист надіслано автоматично, відповідати на нього не потрібно.',
  },
  ru: {
    kind: {
      resultsReleased: 'Опубликованы результаты теста',
      resultMarked: 'Работа проверена',
      appealDecided: 'Апелляция рассмотрена',
      versionReleased: 'Вышла новая версия курса',
      courseRecalled: 'Версия курса отозвана',
      courseRetired: 'Курс больше не преподают',
      reportAnswered: 'На ваше сообщение об ошибке ответили',
      reviewReturned: 'Курс возвращён на доработку',
      reviewApproved: 'Курс одобрен',
      rolesChanged: 'Ваши роли изменены',
      dayPostponed: 'День занятий перенесён',
      dayRestored: 'Перенесённый день занятий возвращён',
      answerPosted: 'Ответ в вашей теме',
      answerAccepted: 'Ваш ответ принят',
      mentioned: 'Вас упомянули в обсуждении',
      dueNear: 'Скоро срок задания',
      workReleased: 'Оценка за задание открыта',
      workReturned: 'Работа возвращена на доработку',
      announced: 'Объявление группы',
      message: 'Сообщение',
    },
    several: (count) => `«Курс»: новое для вас – ${count}`,
    more: (count) => `И ещё ${count} – в ящике.`,
    greeting: 'Добрый день.',
    see: 'Посмотреть',
    inbox: 'Все уведомления',
    from: 'От',
    choose: 'О чём и когда присылать письма, можно выбрать в профиле',
    decline: 'Больше не присылать таких писем',
    automatic: 'Это письмо отправлено автоматически, отвечать на него не нужно.',
  },
  kk: {
    kind: {
      resultsReleased: 'Тест нәтижелері жарияланды',
      resultMarked: 'Жұмыс тексерілді',
      appealDecided: 'Апелляция қаралды',
      versionReleased: 'Курстың жаңа нұсқасы шықты',
      courseRecalled: 'Курс нұсқасы кері қайтарып алынды',
      courseRetired: 'Курс енді оқытылмайды',
      reportAnswered: 'Қате туралы хабарламаңызға жауап берілді',
      reviewReturned: 'Курс пысықтауға қайтарылды',
      reviewApproved: 'Курс мақұлданды',
      rolesChanged: 'Рөлдеріңіз өзгертілді',
      dayPostponed: 'Сабақ күні ауыстырылды',
      dayRestored: 'Ауыстырылған сабақ күні қайтарылды',
      answerPosted: 'Тақырыбыңызға жауап берілді',
      answerAccepted: 'Жауабыңыз қабылданды',
      mentioned: 'Талқылауда сізді атап өтті',
      dueNear: 'Тапсырма мерзімі жақын',
      workReleased: 'Тапсырма бағасы ашылды',
      workReturned: 'Жұмыс пысықтауға қайтарылды',
      announced: 'Топ хабарландыруы',
      message: 'Хабарлама',
    },
    several: (count) => `«Курс»: сізге арналған жаңалықтар – ${count}`,
    more: (count) => `Тағы ${count} хабарландыру жәшікте.`,
    greeting: 'Қайырлы күн.',
    see: 'Қарау',
    inbox: 'Барлық хабарландыру',
    from: 'Кімнен',
    choose: 'Хаттың не туралы және қашан келетінін профильде таңдауға болады',
    decline: 'Мұндай хаттарды енді жібермеу',
    automatic: 'Бұл хат автоматты түрде жіберілді, оған жауап берудің қажеті жоқ.',
  },
  en: {
    kind: {
      resultsReleased: 'Results of a test are out',
      resultMarked: 'Your work has been marked',
      appealDecided: 'Your appeal has been decided',
      versionReleased: 'A course has a new version',
      courseRecalled: 'A version of a course has been recalled',
      courseRetired: 'A course is no longer taught',
      reportAnswered: 'Your report of an error has been answered',
      reviewReturned: 'A course has been returned for rework',
      reviewApproved: 'A course has been approved',
      rolesChanged: 'Your roles have changed',
      dayPostponed: 'A day of classes has been postponed',
      dayRestored: 'A postponed day of classes is back',
      answerPosted: 'An answer in your thread',
      answerAccepted: 'Your answer has been accepted',
      mentioned: 'You are mentioned in a discussion',
      dueNear: 'An assignment is due soon',
      workReleased: 'An assignment has been marked',
      workReturned: 'Your work has been returned for rework',
      announced: 'Announcement',
      message: 'Message',
    },
    several: (count) => `Kurs: ${count} new for you`,
    more: (count) => `And ${count} more in the inbox.`,
    greeting: 'Good day.',
    see: 'See more',
    inbox: 'All notices',
    from: 'From',
    choose: 'What you get letters about, and when, can be chosen in the profile',
    decline: 'No more letters of this kind',
    automatic: 'This letter was sent automatically; there is no need to answer it.',
  },
};
