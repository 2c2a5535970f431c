import { afterEach, expect, test } from 'vitest';
import { SimulatedClock, SimulatedTime } from '../realtime/simulation/simulated-clock.ts';
import { Load } from './load.ts';
import { type MetricsServer, serveMetrics } from './metrics-server.ts';
import { PrometheusMetrics } from './prometheus.ts';

let server: MetricsServer | null = null;
afterEach(() => server?.close());

/** The lines of ours, without those that explain. */
async function linesOf(metrics: PrometheusMetrics): Promise<string[]> {
  server = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
  const response = await fetch(`http://127.0.0.1:${String(server.port)}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain');
  return (await response.text()).split('\n');
}

test('what happens in rooms is counted', async () => {
  const metrics = new PrometheusMetrics();
  metrics.socketOpened();
  metrics.socketOpened();
  metrics.socketClosed(4409);
  metrics.roomOpened();
  metrics.verdict('accepted');
  metrics.verdict('adjusted', 'no-glass');
  metrics.verdict('adjusted', 'no-glass');
  metrics.gated(0.0002);
  metrics.committed(0.004, 3, 2);
  metrics.shed();
  expect(await linesOf(metrics)).toEqual(
    expect.arrayContaining([
      'mitwerk_rooms 1',
      'mitwerk_sockets 1',
      'mitwerk_sockets_closed_total{code="4409"} 1',
      'mitwerk_verdicts_total{kind="accepted",reason=""} 1',
      'mitwerk_verdicts_total{kind="adjusted",reason="no-glass"} 2',
      'mitwerk_updates_total 1',
      'mitwerk_gate_seconds_bucket{le="0.00025"} 1',
      'mitwerk_commit_seconds_bucket{le="0.005"} 1',
      'mitwerk_commit_rows_sum 3',
      'mitwerk_commit_rooms_sum 2',
      'mitwerk_shed_total 1',
    ]),
  );
});

test('what strangers choose makes no labels without end', async () => {
  const metrics = new PrometheusMetrics();
  for (let rule = 0; rule < 1_000; rule += 1) metrics.verdict('adjusted', `rule-${String(rule)}`);
  for (let code = 3000; code < 4000; code += 1) metrics.socketClosed(code);
  const lines = await linesOf(metrics);
  expect(lines.filter((line) => line.startsWith('mitwerk_verdicts_total{'))).toHaveLength(201);
  expect(lines).toContain('mitwerk_verdicts_total{kind="adjusted",reason="other"} 800');
  expect(lines).toContain('mitwerk_sockets_closed_total{code="other"} 1000');
});

test('the delay of the event loop is there, as it is measured and as the server goes by it', async () => {
  const metrics = new PrometheusMetrics();
  const time = new SimulatedTime();
  const load = new Load({ clock: new SimulatedClock(time), delay: { take: () => 250 } });
  load.begin();
  metrics.watch(load);
  for (let look = 0; look < 2; look += 1) await time.step();
  const lines = await linesOf(metrics);
  expect(lines).toEqual(expect.arrayContaining(['mitwerk_loop_delay_seconds 0.25', 'mitwerk_overloaded 1']));
  expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true);
  expect(lines.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true);
});

test('there is nothing else on that port', async () => {
  server = await serveMetrics(new PrometheusMetrics(), { host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${String(server.port)}`;
  expect((await fetch(`${base}/`)).status).toBe(404);
  expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(404);
});
