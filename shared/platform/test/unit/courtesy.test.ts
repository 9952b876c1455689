import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createCourtesy } from '../../src/http/courtesy.ts';

describe('what can wait', () => {
  test('goes on at once while no request comes', async () => {
    const courtesy = createCourtesy();
    const order: string[] = [];
    const turn = courtesy.turn().then(() => order.push('turn'));
    await setImmediate();
    order.push('next');
    await turn;
    expect(order).toEqual(['turn', 'next']);
  });

  test('waits for a request, but not for ever, and one after another', async () => {
    const courtesy = createCourtesy();
    const answered = courtesy.request();
    const order: string[] = [];
    const first = courtesy.turn().then(() => order.push('first'));
    const second = courtesy.turn().then(() => order.push('second'));
    await Promise.resolve();
    order.push('request');
    await Promise.all([first, second]);
    expect(order).toEqual(['request', 'first', 'second']);
    answered();
  });
});
