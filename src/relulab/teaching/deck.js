// A slide whose text does not fit is set smaller, then its picture, then its text again. The key C opens and closes the
// code. With ?print-pdf behind the address the slides stand one under the other, a page each.
function toggleCode() { for (const code of Reveal.getCurrentSlide().querySelectorAll('details')) code.open = !code.open; }
function fit(body) {
  const fits = () => body.scrollHeight <= body.clientHeight && body.scrollWidth <= body.clientWidth;
  const text = (from, to) => {
    for (let size = from; size > to && !fits(); size--) body.style.fontSize = `${size - 1}px`;
  };
  text(34, 26);
  for (let high = 500; high > 280 && !fits(); high -= 20)
    for (const img of body.querySelectorAll('img')) img.style.maxHeight = `${high}px`;
  text(26, 17);
}
window.addEventListener('load', () => {
  const style = document.createElement('style');
  style.textContent = '.reveal .slides > section { display: block !important }';
  document.head.append(style);
  document.querySelectorAll('.body').forEach(fit);
  if (location.search.includes('print-pdf')) {
    style.textContent = `@page { size: 1280px 720px; margin: 0 } html, body, .reveal, .reveal .slides { margin: 0 !important; position: static !important;
      height: auto !important; width: auto !important; overflow: visible !important; transform: none !important; display: block !important }
      .reveal .slides > section { display: block !important; position: static !important; visibility: visible !important; break-after: page;
      padding: 0 !important; transform: none !important; width: 1280px !important; height: 720px; overflow: hidden } .reveal .slides > section:last-child { break-after: auto } aside.notes { display: none }`;
    document.documentElement.classList.add('print-pdf');
    return;
  }
  style.remove();
  Reveal.initialize({ width: 1280, height: 720, margin: 0, center: false, hash: true, slideNumber: 'c/t', transition: 'none',
    keyboard: { 67: toggleCode }, plugins: [RevealNotes] });
});
