import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { seededRandom } from 'shared/seeded-random.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { compileModel } from 'shared/space/engine/compile.ts';
import { encodeModel } from 'shared/space/engine/encode-model.ts';
import { encodeSpace } from 'shared/space/engine/encode.ts';
import type { EncodedRules } from 'shared/space/engine/encoded-rules.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import { leafOf, type Wish } from 'shared/space/engine/evidence.ts';
import { Explainer } from 'shared/space/engine/explanation.ts';
import { decodeGraph, encodeGraph, modelHash } from 'shared/space/engine/graph-bytes.ts';
import type { Graph } from 'shared/space/engine/graph.ts';
import { GraphPass } from 'shared/space/engine/graph-pass.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import { resolve as resolvePicks } from 'shared/space/engine/resolution.ts';
import type { Literal } from 'shared/space/engine/rule-model.ts';
import 'shared/space/engine/searching.ts';
import { mixOf24, syntheticCar } from './space-car.ts';
import { cadical, logicSolver, type Peer } from './space-peers.ts';
import { modelSessions, valuesOf } from './space-sessions.ts';
import { ENGINE_PARTS, engineBytes } from './space-size.ts';
import { oneTime, short, shown, timesOf, warmTimesOf } from './space-timing.ts';

/** One thing that was measured, its result, and what is wanted of it. */
function note(what: string, result: string, wanted = '–'): void {
  process.stdout.write(`${what.padEnd(72)}${result.padEnd(40)}${wanted}\n`);
}

/** The rules engine, and two solvers from npm at the same work. The models are in the folder given, or in `CONFORMANCE`. */
export async function run(): Promise<void> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const given = process.argv[3] ?? process.env['CONFORMANCE'];
  const folder = given ? resolve(process.env['INIT_CWD'] ?? '.', given) : join(root, '../shared/conformance');
  process.stdout.write(`space (Node ${process.version}, ${String(cpus().length)} cores); median / p95\n`);
  await measureCar();
  measureMix();
  for (const [what, entries] of Object.entries(ENGINE_PARTS)) {
    const { gzip, plain, modules } = await engineBytes(entries);
    note(
      `engine in the browser: ${what}`,
      `${kB(gzip)} gzip, ${kB(plain)} plain, ${String(modules)} modules`,
      '≤ 12 kB',
    );
  }
  const [auto, hard] = ['auto-automotive01', 'sys-freebsd-800'].map((name) => join(folder, 'rules', `${name}.json`));
  if (!auto || !hard || !existsSync(auto) || !existsSync(hard)) {
    process.stdout.write(
      `\nThe models are missing: ${folder} has no rules/auto-automotive01.json or rules/sys-freebsd-800.json.\n`,
    );
    process.exitCode = 1;
    return;
  }
  await measureAutomotive(auto);
  measureHard(hard);
}

async function measureCar(): Promise<void> {
  const space = syntheticCar();
  const rules = encodeSpace(space);
  const { engine, graph } = compiled('car', rules);
  note('car: options, rules, designs', `100, 60, ${engine.count([])?.toString() ?? '?'}`);
  const picks = modelSessions(engine, 30, 10);
  measureDomains('car', engine, graph, picks, '≤ 0.5 / 1 ms');
  await measurePeers('car', engine, picks, { cadical: picks.length, logic: 30 });
  const merges = Array.from({ length: 40 }, (_, seed) => randomPicks(engine, 30, `merge ${String(seed)}`));
  const like = defaultParams(space);
  const parked = merges.map((merge) => resolvePicks(engine, space, merge, like).parked.length);
  const mean = parked.reduce((sum, one) => sum + one, 0) / parked.length;
  const times = warmTimesOf(merges, (merge) => resolvePicks(engine, space, merge, like));
  note(`car: merge of 30 picks, ${mean.toFixed(0)} of them parked`, shown(times), '≤ 5 ms');
  const search = new Engine(rules);
  note('car: the same, searching', shown(warmTimesOf(merges, (merge) => resolvePicks(search, space, merge, like))));
}

function measureMix(): void {
  const rules = encodeSpace(mixOf24());
  const { engine } = compiled('mix', rules);
  const seals = ['plain', 'vegan', 'nut-free'].map((value): Wish => ({ key: 'seal', value }));
  const cases = Array.from({ length: 90 }, (_, at): Wish[] => [[], ...seals.map((seal) => [seal])][at % 4] ?? []);
  note('mix of 24 notes: designs', engine.count([])?.toString() ?? '?');
  note('mix of 24 notes: domains', shown(warmTimesOf(cases, (picks) => engine.domains(picks))), '≤ 1 ms');
  note('mix of 24 notes: count', shown(warmTimesOf(cases, (picks) => engine.count(picks))), '≤ 1 ms');
}

async function measureAutomotive(path: string): Promise<void> {
  const rules = encodeModel(JSON.parse(await readFile(path, 'utf8')));
  const { engine, graph } = compiled('automotive01', rules, '≤ 2 s');
  const hash = modelHash(rules.model);
  const bytes = encodeGraph(graph, hash);
  note('automotive01: graph', `${kB(gzipSync(bytes, { level: 9 }).length)} gzip, ${kB(bytes.length)} plain`);
  note(
    'automotive01: graph read and checked',
    shown(timesOf(Array.from({ length: 5 }), () => decodeGraph(bytes, rules.model, hash))),
  );
  const picks = modelSessions(engine, 20, 12);
  measureDomains('automotive01', engine, graph, picks, '≤ 1 ms');
  note('automotive01: count', shown(warmTimesOf(picks.slice(0, 60), (some) => engine.count(some))));
  measureExplaining(engine, picks);
  await measurePeers('automotive01', engine, picks, { cadical: 36, logic: 4 });
}

/** Why something is blocked after 12 picks, and up to three ways out. */
function measureExplaining(engine: Engine, sessions: readonly Wish[][]): void {
  const random = seededRandom('blocked');
  const explainer = new Explainer(engine);
  const free = engine.domains([]);
  const cases = sessions
    .filter((picks) => picks.length === 12)
    .flatMap((picks) => {
      const now = engine.domains(picks);
      const taken = new Set(picks.map(({ key }) => key));
      const blocked = [...engine.rules.choices.keys()].flatMap((key): Wish[] =>
        taken.has(key)
          ? []
          : valuesOf(engine, key)
              .filter((value) => free.isPossible(key, value) && !now.isPossible(key, value))
              .map((value) => ({ key, value })),
      );
      return Array.from({ length: 5 }, () => ({
        picks: picks.toReversed(),
        wanted: [blocked[Math.floor(random() * blocked.length)] as Wish],
      }));
    });
  const times = warmTimesOf(cases, ({ picks, wanted }) => {
    if (!explainer.explain(picks, wanted) || explainer.fixes(picks, wanted, 3).length === 0)
      throw new Error('It is blocked by nothing.');
  });
  note('automotive01: why blocked after 12 picks, and up to 3 fixes', shown(times), 'p95 ≤ 5 ms');
}

function measureDomains(name: string, engine: Engine, graph: Graph, picks: readonly Wish[][], wanted: string): void {
  note(`${name}: valid domains after a pick`, shown(warmTimesOf(picks, (some) => engine.domains(some))), wanted);
  const random = seededRandom('no order');
  const shuffled = picks
    .map((some) => ({ some, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ some }) => some);
  note(
    `${name}: the same, each after picks that it has little in common with`,
    shown(warmTimesOf(shuffled, (some) => engine.domains(some))),
  );
  const pass = new GraphPass(graph);
  const found = new Uint8Array(graph.leaves);
  const evidence = picks.map((some) => engine.reader.read(some).allowed);
  note(
    `${name}: of that, the pass over the graph`,
    shown(warmTimesOf(evidence, (allowed) => pass.possible(allowed, found))),
  );
  const search = new Engine(engine.rules);
  note(`${name}: the same, searching instead`, shown(timesOf(picks.slice(0, 60), (some) => search.domains(some))));
}

/** The same domains from solvers: every literal that is still open proved possible or impossible. */
async function measurePeers(
  name: string,
  engine: Engine,
  picks: readonly Wish[][],
  most: { readonly cadical: number; readonly logic: number },
): Promise<void> {
  const { model, choices } = engine.rules;
  // Only what people choose: what rules define for themselves is nobody's question.
  const literals = [...choices.values()].flatMap((choice): Literal[] => {
    if (choice.kind === 'switch') return [choice.literal, -choice.literal];
    return choice.kind === 'one' ? [...choice.options.values()] : [];
  });
  const works = picks.map((some) => {
    const assumptions = some.map(({ key, value }): Literal => {
      const choice = choices.get(key);
      if (choice?.kind === 'one') return choice.options.get(value as string) ?? 0;
      return choice?.kind === 'switch' ? (value === true ? choice.literal : -choice.literal) : 0;
    });
    const domains = engine.domains(some);
    const units = new Set(
      assumptions.flatMap(
        (literal) => model.groups.find((group) => group.includes(Math.abs(literal))) ?? [Math.abs(literal)],
      ),
    );
    const candidates = literals.filter((literal) => !units.has(Math.abs(literal)));
    return { assumptions, candidates, wanted: candidates.map((literal) => domains.leaves[leafOf(literal)]) };
  });
  const measure = async (make: () => Peer | Promise<Peer>, runs: number): Promise<void> => {
    const startedAt = performance.now();
    const peer = await make();
    const loadMs = performance.now() - startedAt;
    const times = timesOf(works.slice(0, runs), ({ assumptions, candidates, wanted }) => {
      const found = peer.possible(assumptions, candidates);
      if (found.some((one, at) => one !== wanted[at])) throw new Error(`${peer.name} finds other domains.`);
    });
    note(
      `${name}: the same by ${peer.name} (${String(times.runs)} picks, loaded in ${short(loadMs)} ms)`,
      shown(times),
    );
  };
  await measure(() => cadical(model), most.cadical);
  await measure(() => logicSolver(model), most.logic);
}

function measureHard(path: string): void {
  const script = fileURLToPath(new URL('space-hard.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script, path], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const { giveUpMs, firstMs, domains, megabytes } = JSON.parse(stdout) as {
    readonly giveUpMs: number;
    readonly firstMs: number;
    readonly domains: Parameters<typeof shown>[0];
    readonly megabytes: number;
  };
  note('freebsd-800: compiling gives up after', `${short(giveUpMs / 1000)} s`, '≤ 5 s');
  note('freebsd-800: memory of the whole process', `${String(Math.round(megabytes))} MB`, '≤ 1 GB');
  note('freebsd-800: first domains, searching', `${short(firstMs)} ms`);
  note('freebsd-800: domains after a pick, searching', shown(domains));
}

function compiled(
  name: string,
  rules: EncodedRules,
  wanted?: string,
): { readonly engine: Engine; readonly graph: Graph } {
  let graph: Graph | null = null;
  const compileMs = oneTime(() => (graph = compileModel(rules.model)));
  if (!graph) throw new Error(`${name} could not be compiled.`);
  note(`${name}: compiled`, `${short(compileMs)} ms, ${String((graph as Graph).children.length)} edges`, wanted);
  return { engine: new Engine(rules, graph), graph };
}

/** What several people picked without knowing of each other. */
function randomPicks(engine: Engine, count: number, seed: string): Pick[] {
  const random = seededRandom(seed);
  const keys = [...engine.rules.choices.keys()];
  return Array.from({ length: count }, (_, clock): Pick => {
    const key = keys[Math.floor(random() * keys.length)] ?? '';
    const values = valuesOf(engine, key);
    return { key, value: values[Math.floor(random() * values.length)] ?? '', clock, actor: clock % 5 };
  });
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
