import { createLunrEngine } from '../../../src/search/engines/lunr-engine.js';
import { describeSearchEngine } from '../../contracts/search-engine.js';

describeSearchEngine('lunr', createLunrEngine);
