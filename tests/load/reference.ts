/**
 * What the same things cost on Moodle 4.5.6 (PHP 8.2 with opcache, PostgreSQL 15, nginx; 2 cores, load generator on the
 * same machine): measured once, for ratios. Kurs aims at a tenth or less.
 */
export const reference = {
  dashboardCpuSeconds: 0.15,
  dashboardKB: 1250,
  dashboardRequests: 27,
} as const;

/** Budgets of a first visit, in kB of compressed JavaScript, style sheets and fonts; guarded by tests/journeys/budgets.test.ts. */
export const budgets = { homeKB: 120, homeAimKB: 80, lessonKB: 150, attemptAddsKB: 30, inSeries: 3 } as const;
