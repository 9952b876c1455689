import path from 'node:path';
import { readJsonObject, writeFileAtomically } from './json-file.ts';
import { choosePort } from './ports.ts';

const DEFAULTS = { temporal: 7233, temporalUi: 8233, kafka: 9092, kafkaController: 9093, postgres: 5433 } as const;

export type PortPlan = Record<keyof typeof DEFAULTS, number>;

/**
 * The ports of one data directory: those it had before, else the usual ones (`fixedPorts`), else free ones.
 * What was chosen is remembered, so that addresses stay the same from start to start.
 */
export async function planPorts(dataDir: string, fixedPorts: boolean): Promise<PortPlan> {
  const file = path.join(dataDir, 'ports.json');
  const remembered = readJsonObject(file);
  const choose = (name: keyof PortPlan): Promise<number> => {
    const before = remembered?.[name];
    const preferred = [...(typeof before === 'number' ? [before] : []), ...(fixedPorts ? [DEFAULTS[name]] : [])];
    return choosePort(preferred);
  };
  const plan = {
    temporal: await choose('temporal'),
    temporalUi: await choose('temporalUi'),
    kafka: await choose('kafka'),
    kafkaController: await choose('kafkaController'),
    postgres: await choose('postgres'),
  };
  writeFileAtomically(file, `${JSON.stringify(plan, undefined, 2)}\n`);
  return plan;
}
