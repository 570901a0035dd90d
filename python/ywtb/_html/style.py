"""How a page looks: on a screen, in a notebook (everything stands under `.ywtb`) and on paper."""

from __future__ import annotations

STYLE = """
.ywtb { --ink: #1d2530; --soft: #5a6675; --line: #d9dfe6; --green: #1a7f4b; --red: #b3261e; --yellow: #8a5a00;
  --dim: #5a6675; color: var(--ink); background: #fff; color-scheme: light; max-width: 60rem; padding: 1.5rem;
  font: 15px/1.6 system-ui, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.ywtb * { box-sizing: border-box; }
.ywtb h1 { font-size: 1.3rem; line-height: 1.35; margin: 0 0 .75rem; }
.ywtb h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
.ywtb h3 { font-size: .95rem; margin: 1.1rem 0 .4rem; color: var(--soft); }
.ywtb p { margin: .3rem 0; }
.ywtb ul { margin: 0; padding: 0; list-style: none; }
.ywtb code { font: .86em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; color: var(--soft); background: none; }
.ywtb .green { color: var(--green); } .ywtb .red { color: var(--red); }
.ywtb .yellow { color: var(--yellow); } .ywtb .dim { color: var(--dim); }
.ywtb .verdict { border: 1px solid; border-left-width: .5rem; border-radius: .4rem; padding: .8rem 1rem; }
.ywtb .verdict.green { background: #eef8f2; } .ywtb .verdict.red { background: #fcefee; }
.ywtb .verdict.yellow { background: #fdf6e3; } .ywtb .verdict.dim { background: #f3f5f7; }
.ywtb .verdict strong { font-size: 1.3rem; } .ywtb .verdict p { color: var(--ink); }
.ywtb .answers { display: flex; flex-wrap: wrap; gap: .6rem; margin: .8rem 0; }
.ywtb .answers li { flex: 1 1 10rem; border: 1px solid var(--line); border-radius: .4rem; padding: .45rem .7rem; }
.ywtb .answers span { display: block; font-size: .85rem; color: var(--soft); }
.ywtb .card { border: 1px solid var(--line); border-radius: .4rem; padding: .9rem 1rem; margin: .8rem 0; }
.ywtb .who { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: flex-start; margin-top: .8rem; }
.ywtb figure { margin: 0; flex: 0 0 auto; max-width: 14rem; text-align: center; }
.ywtb figure img { display: block; width: 10rem; max-height: 14rem; object-fit: contain; margin: 0 auto .3rem;
  padding: .4rem; border: 1px solid var(--line); background: #fff; }
.ywtb figcaption { font-size: .8rem; color: var(--soft); }
.ywtb dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; flex: 1 1 22rem; }
.ywtb .value { margin: 1rem 0; }
.ywtb .who dt::first-letter, .ywtb th::first-letter { text-transform: uppercase; }
.ywtb dt { color: var(--soft); } .ywtb dd { margin: 0; }
.ywtb .card table { margin-top: .8rem; }
.ywtb table { width: 100%; border-collapse: collapse; font-size: .92rem; margin: .2rem 0; }
.ywtb th, .ywtb td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--line);
  white-space: normal; background: none; }
.ywtb th { color: var(--soft); font-weight: normal; white-space: nowrap; }
.ywtb td:first-child { white-space: nowrap; }
.ywtb .note { border-left: .25rem solid var(--yellow); background: #fdf6e3; padding: .5rem .8rem; margin: .8rem 0; }
.ywtb .tree { font-size: .92rem; }
.ywtb .tree ul { margin-left: .55rem; padding-left: 1rem; border-left: 1px solid var(--line); }
.ywtb .finding { margin: .55rem 0; } .ywtb .basis { font-size: .86rem; color: var(--soft); margin-left: 1.4em; }
.ywtb .receipt { margin-top: 2rem; padding-top: .6rem; border-top: 1px solid var(--line); font-size: .82rem;
  color: var(--soft); }
@media print { .ywtb { padding: 0; max-width: none; font-size: 10.5pt; }
  .ywtb tr, .ywtb .who, .ywtb .note, .ywtb .finding, .ywtb .verdict { break-inside: avoid; }
  .ywtb h2, .ywtb h3 { break-after: avoid; } }
@media (max-width: 32rem) { .ywtb dl { grid-template-columns: 1fr; } .ywtb dd { margin-bottom: .4rem; } }
"""
