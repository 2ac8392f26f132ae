import { itSurvivesRandomKills } from './support/random-kills.js';

// In a file of its own, so that it runs beside others.
itSurvivesRandomKills('three bots', 3);
