import { createLunrEngine } from '../../../../src/search/engines/lunr/lunr-engine.js';
import { describeSearchEngine } from '../../../contracts/search-engine.js';

describeSearchEngine('lunr', createLunrEngine);
