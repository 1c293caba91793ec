/**
 * Forty zones with all that clocks do: set forward and back at midnight, at 1, 2 and 3 o'clock, by half an hour, by a whole
 * day and by none; offsets of halves and quarters of an hour; winter time that is the one set back to.
 */
export const zones = [
  ...['UTC', 'Europe/London', 'Europe/Dublin', 'Europe/Berlin', 'Europe/Lisbon', 'Atlantic/Azores', 'Europe/Athens'],
  ...['Europe/Chisinau', 'Europe/Istanbul', 'Europe/Moscow', 'Africa/Casablanca', 'Africa/Cairo', 'Asia/Beirut'],
  ...['Asia/Gaza', 'Asia/Jerusalem', 'Asia/Amman', 'Asia/Tehran', 'Asia/Kabul', 'Asia/Karachi', 'Asia/Kolkata'],
  ...['Asia/Kathmandu', 'Asia/Yangon', 'Asia/Tokyo', 'Asia/Pyongyang', 'Australia/Adelaide', 'Australia/Sydney'],
  ...[
    'Australia/Eucla',
    'Australia/Lord_Howe',
    'Pacific/Auckland',
    'Pacific/Chatham',
    'Pacific/Apia',
    'Pacific/Tongatapu',
  ],
  ...[
    'Pacific/Marquesas',
    'America/St_Johns',
    'America/Halifax',
    'America/New_York',
    'America/Havana',
    'America/Santiago',
  ],
  ...['America/Sao_Paulo', 'America/Asuncion', 'America/Scoresbysund', 'America/Los_Angeles', 'America/Adak'],
];
