// A tap on a back-test's chart asks why the rule did not fire at that moment.
(() => {
  document.addEventListener("firebreak:chart-pick", (event) => {
    const field = document.querySelector("[data-why-at]"), ask = document.querySelector("[data-trial]");
    const chart = event.target.closest("figure"), data = chart && document.getElementById(`${chart.id}-data`);
    if (!field || !ask || !data) return;
    // The field is in the reader's zone, which the server knows: the nearest point's own words carry it.
    const moments = JSON.parse(data.textContent).moments || [];
    const nearest = moments.reduce((best, one) => !best || Math.abs(one[0] - event.detail.x) < Math.abs(best[0] - event.detail.x) ? one : best, null);
    if (!nearest) return;
    field.value = nearest[1];
    ask.click();
  });
})();
