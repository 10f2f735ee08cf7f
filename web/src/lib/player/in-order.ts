/** The sentence under the player that says why one may not skip ahead: the bar of places is described by it. */
export const inOrderId = 'player-in-order';
