import { readFile } from 'node:fs/promises';

/** `getconf CLK_TCK`, which is the same on every Linux that people run. */
const TICK_MS = 10;

/** Processor time that the whole machine has spent so far, in milliseconds, without waiting. */
export async function machineCpuMs(): Promise<number> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, stolen = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq + stolen) * TICK_MS;
}

/** Processor time of a process and everything that it has started, in milliseconds; 0 where it is gone. */
export async function processCpuMs(pid: number, withChildren = false): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => null);
  if (stat === null) return 0;
  // The name, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, oldUser = 0, oldSystem = 0] = fields.slice(11, 15).map(Number);
  const own = (user + system) * TICK_MS;
  if (!withChildren) return own;
  const ended = (oldUser + oldSystem) * TICK_MS;
  const children = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').catch(() => '');
  const running = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => processCpuMs(Number(child), true)),
  );
  return own + ended + running.reduce((sum, one) => sum + one, 0);
}

const PAGE_BYTES = 4_096;
const LOOK_EVERY_MS = 10;

/** Watches how much memory a process has, without asking it. */
export async function watchRss(pid: number): Promise<{ readonly before: number; stop(): number }> {
  const look = async (): Promise<number> => {
    const [, resident] = (await readFile(`/proc/${String(pid)}/statm`, 'utf8')).split(' ');
    return Number(resident) * PAGE_BYTES;
  };
  const before = await look();
  let highest = before;
  const timer = setInterval(() => void look().then((now) => (highest = Math.max(highest, now))), LOOK_EVERY_MS);
  return {
    before,
    /** @returns the highest */
    stop() {
      clearInterval(timer);
      return highest;
    },
  };
}
