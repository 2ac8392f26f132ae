// Loaded before the program: something that nobody catches goes wrong once it runs.
setTimeout(() => void Promise.reject(new Error('a plugin has failed')), 25_000);
