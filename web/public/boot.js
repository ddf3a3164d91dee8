// Sets the colour scheme before the first paint. A file of its own: the content policy allows no inline script.
(function () {
  var wanted = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  var dark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
