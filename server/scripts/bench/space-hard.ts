import { readFile } from 'node:fs/promises';
import { resourceUsage } from 'node:process';
import { compileModel } from 'shared/space/engine/compile.ts';
import { encodeModel } from 'shared/space/engine/encode-model.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import 'shared/space/engine/searching.ts';
import { oneTime, warmTimesOf } from './space-timing.ts';
import { modelSessions } from './space-sessions.ts';

/** A process of its own, so that its memory is that of the model and of nothing else. */
const rules = encodeModel(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')));
const giveUpMs = oneTime(() => {
  if (compileModel(rules.model)) throw new Error('It was compiled; the budget is larger than this bench thinks.');
});
const engine = new Engine(rules);
const firstMs = oneTime(() => engine.domains([]));
const sessions = modelSessions(engine, 4, 6);
const domains = warmTimesOf(sessions, (picks) => engine.domains(picks));
console.log(JSON.stringify({ giveUpMs, firstMs, domains, megabytes: resourceUsage().maxRSS / 1024 }));
