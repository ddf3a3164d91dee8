// Hours for a test that nobody waits for: one clock that Every, its sandbox and the pages have in common. It goes on as time
// does and jumps when it is told (src/base/clock_ahead.h); a page fires every timer that the jumped time would have fired.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export function startClock(dir) {
  const file = join(dir, 'clock-ahead'), handle = openSync(file, 'w+');
  const write = ms => { const bytes = Buffer.alloc(8); bytes.writeBigInt64LE(BigInt(ms)); writeSync(handle, bytes, 0, 8, 0); };
  write(0);
  const clock = { file, env: { EVERY_CLOCK_AHEAD: file }, sandbox: ['--clock-ahead', file], ahead: 0, stop: () => closeSync(handle) };
  const followers = [];
  // All pages of a browser's context, before they are opened.
  clock.follow = async context => { followers.push(context); await context.clock.install({ time: clock.now() }); };
  clock.now = () => Date.now() + clock.ahead;
  clock.jump = async ms => {
    clock.ahead += ms;
    write(clock.ahead);
    for (const context of followers) await context.clock.runFor(ms);
  };
  return clock;
}
