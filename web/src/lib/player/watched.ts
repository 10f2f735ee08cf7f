/** Share of distinct seconds from which a lecture counts as watched, as the academy sets it. */
export const neededShare = 0.9;
