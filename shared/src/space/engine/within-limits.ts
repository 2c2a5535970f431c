import { seededRandom } from '../../seeded-random.ts';
import { countCostsWith } from './case-counts.ts';
import { drawWith } from './compiled.ts';
import { costHistogram } from './cost-histogram.ts';
import { drawer } from './drawing.ts';

// What only rules that limit costs need: a browser loads it with those.
countCostsWith(costHistogram);
drawWith((rules, reader, pass, evidence) => drawer(rules, reader, pass, evidence, seededRandom('draws')));
