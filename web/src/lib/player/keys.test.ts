import { describe, expect, it } from 'vitest';
import { actionOf, type KeyPress } from './keys.ts';

const press = (key: string, code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

describe('actionOf', () => {
  it.each([
    [press(' ', 'Space'), { type: 'togglePlay' }],
    [press('k', 'KeyK'), { type: 'togglePlay' }],
    [press('л', 'KeyK'), { type: 'togglePlay' }],
    [press('о', 'KeyJ'), { type: 'skip', seconds: -10 }],
    [press('l', 'KeyL'), { type: 'skip', seconds: 10 }],
    [press('ArrowLeft', 'ArrowLeft'), { type: 'skip', seconds: -5 }],
    [press('ArrowUp', 'ArrowUp'), { type: 'volume', by: 0.1 }],
    [press('m', 'KeyM'), { type: 'toggleMute' }],
    [press('f', 'KeyF'), { type: 'toggleFullscreen' }],
    [press('c', 'KeyC'), { type: 'toggleCaptions' }],
    [press('х', 'BracketLeft'), { type: 'slide', by: -1 }],
    [press(']', 'BracketRight'), { type: 'slide', by: 1 }],
    [press('і', 'KeyS'), { type: 'toggleSlides' }],
    [press('>', 'Period', { shiftKey: true }), { type: 'faster' }],
    [press('Ю', 'Period', { shiftKey: true }), { type: 'faster' }],
    [press('<', 'Comma', { shiftKey: true }), { type: 'slower' }],
    [press('7', 'Digit7'), { type: 'seekShare', share: 0.7 }],
    [press('0', 'Numpad0'), { type: 'seekShare', share: 0 }],
  ])('%o', (key, action) => {
    expect(actionOf(key, 'surface')).toEqual(action);
  });

  it('leaves keys with ctrl, alt or meta to the browser', () => {
    expect(actionOf(press('f', 'KeyF', { ctrlKey: true }), 'surface')).toBeNull();
    expect(actionOf(press('ArrowLeft', 'ArrowLeft', { altKey: true }), 'surface')).toBeNull();
  });

  it('leaves space to a button, arrows to a slider, everything to a list', () => {
    expect(actionOf(press(' ', 'Space'), 'button')).toBeNull();
    expect(actionOf(press('ArrowUp', 'ArrowUp'), 'slider')).toBeNull();
    expect(actionOf(press('k', 'KeyK'), 'list')).toBeNull();
    expect(actionOf(press('k', 'KeyK'), 'button')).toEqual({ type: 'togglePlay' });
  });

  it('knows nothing of other keys', () => {
    expect(actionOf(press('q', 'KeyQ'), 'surface')).toBeNull();
    expect(actionOf(press('Tab', 'Tab'), 'surface')).toBeNull();
  });
});
