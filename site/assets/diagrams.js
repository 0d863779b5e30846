(() => {
  'use strict';

  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;

  window.mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'neutral',
    fontFamily: 'system-ui, sans-serif',
  });
  window.mermaid.run();
})();
