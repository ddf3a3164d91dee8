// Sets the colour scheme and the language before the first paint. A file of its own: the content policy allows no inline
// script.
(function () {
  var page = document.documentElement;
  var wanted = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  var dark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  page.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

  var known = ['en', 'de', 'pseudo', 'pseudo-rtl'];
  var asked = new URLSearchParams(location.search).get('lang');
  if (known.includes(asked)) localStorage.setItem('every-language', asked);
  var chosen = localStorage.getItem('every-language');
  var spoken = navigator.languages.map(function (one) { return one.toLowerCase().split('-')[0]; });
  var words = known.includes(chosen) ? chosen : spoken.find(function (one) { return one === 'en' || one === 'de'; }) || 'en';
  page.dataset.words = words;
  page.lang = words === 'de' ? 'de' : 'en';
  page.dir = words === 'pseudo-rtl' ? 'rtl' : 'ltr';
})();
