// Draws each figure when it comes near the screen, and the others when the browser is idle or about to print.
(function () {
  "use strict";
  const config = { responsive: true, displaylogo: false };
  const waiting = new Set(document.querySelectorAll(".plot"));

  function draw(plot) {
    if (!waiting.delete(plot)) return;
    const holder = plot.parentElement;
    try {
      const figure = JSON.parse(holder.querySelector('script[type="application/json"]').textContent);
      const layout = Object.assign({}, figure.layout);
      if (!layout.width) layout.autosize = true;
      Plotly.newPlot(plot, figure.data, layout, Object.assign({}, figure.config, config))
        .catch(function (error) { fallBack(holder, plot, error); });
    } catch (error) {
      fallBack(holder, plot, error);
    }
  }

  // The picture that stands in where no script runs also stands in for a figure that cannot be drawn.
  function fallBack(holder, plot, error) {
    const picture = holder.querySelector("noscript");
    if (picture) holder.insertAdjacentHTML("beforeend", picture.textContent);
    else plot.textContent = "This figure could not be drawn: " + error.message;
    plot.style.minHeight = "0";
  }

  function drawAll() { Array.from(waiting).forEach(draw); }

  function drawWhenIdle() {
    const next = waiting.values().next().value;
    if (!next) return;
    draw(next);
    later(drawWhenIdle);
  }
  const later = window.requestIdleCallback || function (task) { setTimeout(task, 100); };

  const near = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting) { near.unobserve(entry.target); draw(entry.target); } });
  }, { rootMargin: "600px" });
  waiting.forEach(function (plot) { near.observe(plot); });
  later(drawWhenIdle);
  window.addEventListener("beforeprint", drawAll);
})();
