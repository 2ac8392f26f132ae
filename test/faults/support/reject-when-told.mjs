// Loaded before the program: something that nobody catches goes wrong at a signal.
process.once('SIGUSR2', () => void Promise.reject(new Error('a plugin has failed')));
