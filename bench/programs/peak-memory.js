// Loaded into each measured process: writes the most memory that it held, in kilobytes, into the file that the environment names.
const { writeFileSync } = require('fs');

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS)));
