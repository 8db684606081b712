import { pictureColors, pictureStyle } from "../picture/svg-style.ts";

const light = `--ground:#f6f7f9;--card:#fff;--line:#d9dee6;--text:#1b2330;--soft:#566070;--link:#0b57b0;--error:#b3232a;--warning:#8f5a00;--note:#2d5f9a;--clean:#22704d;--tint:#eef2f8;--focus:#0b57b0;--mark:#ffe3a3;${pictureColors.light}`;
const dark = `--ground:#0f1318;--card:#14181f;--line:#2b333f;--text:#e8ecf2;--soft:#a5b0bf;--link:#7fb6ff;--error:#ff7b7b;--warning:#e7b254;--note:#7fb6ff;--clean:#62c294;--tint:#1c232d;--focus:#7fb6ff;--mark:#5a4312;${pictureColors.dark}`;

const rules = `
:root{color-scheme:light;${light}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${dark}}}
:root[data-theme=dark]{color-scheme:dark;${dark}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,p,dl,dd,ol,ul{margin:0;padding:0}
ul{list-style:none}
a{color:var(--link)}
code,pre,.at,.code,.place dd{font-family:ui-monospace,SFMono-Regular,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.87em}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
main:focus{outline:none}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px;top:8px;padding:6px 12px;background:var(--card);z-index:2}
.skip:focus{left:8px}
header,main,footer{max-width:1240px;margin:0 auto;padding:0 28px}
.bar{display:flex;justify-content:space-between;align-items:center;padding:18px 0 10px}
.tool{font-weight:600;color:var(--soft);letter-spacing:.01em}
button,select,input{font:inherit;color:inherit}
.plain{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:4px 12px;cursor:pointer;font-size:13px}
.plain:hover{border-color:var(--soft)}
.verdict{display:flex;flex-wrap:wrap;gap:20px 40px;justify-content:space-between;align-items:center;background:var(--card);border:1px solid var(--line);border-left:5px solid var(--clean);border-radius:8px;padding:20px 24px}
.verdict.error{border-left-color:var(--error)}
.verdict.warning{border-left-color:var(--warning)}
.verdict.note{border-left-color:var(--note)}
h1{font-size:24px;line-height:1.3;font-weight:650;letter-spacing:-.01em}
.subject{margin-top:2px}
.extent{color:var(--soft);font-size:13px}
.numbers{display:flex;gap:32px}
.numbers div{display:flex;flex-direction:column-reverse;text-align:right}
.numbers dt{color:var(--soft);font-size:13px}
.numbers dd{font-size:32px;line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums}
.numbers .error dd{color:var(--error)}
.numbers .warning dd{color:var(--warning)}
.numbers .note dd{color:var(--note)}
.numbers .none dd{color:var(--soft);font-weight:400}
.fix{margin-top:12px;color:var(--soft);font-size:13px}
.fix code{color:var(--text)}
.tabs{display:flex;gap:4px;margin-top:20px;border-bottom:1px solid var(--line)}
[role=tab]{background:none;border:0;border-bottom:3px solid transparent;padding:8px 14px;cursor:pointer;color:var(--soft)}
[role=tab]:hover{color:var(--text)}
[role=tab][aria-selected=true]{color:var(--text);font-weight:600;border-bottom-color:var(--link)}
[role=tabpanel]{padding-top:20px}
.columns{display:grid;grid-template-columns:264px minmax(0,1fr);gap:32px}
nav ul{position:sticky;top:12px;max-height:calc(100vh - 24px);overflow:auto;padding:2px}
nav a{display:flex;gap:8px;align-items:flex-start;padding:6px 10px;border-radius:6px;text-decoration:none;color:var(--text);font-size:14px;line-height:1.4}
nav a:hover{background:var(--tint)}
nav a[aria-current]{background:var(--tint);font-weight:600;box-shadow:inset 3px 0 var(--link)}
nav .name{flex:1}
nav .where{display:block;font-size:12px;font-weight:400;color:var(--soft);overflow-wrap:anywhere}
nav .count{color:var(--soft);font-variant-numeric:tabular-nums}
nav .mark{margin-top:2px}
.filtered a{color:var(--soft)}
.filtered .mark{opacity:.45}
.only-suppressed a{padding-left:34px;color:var(--soft)}
.mark{flex:none}
.mark.error{fill:var(--error)}
.mark.warning{fill:var(--warning)}
.mark.note{fill:var(--note)}
.mark .cut{fill:none;stroke:var(--card);stroke-width:1.6;stroke-linecap:round}
.filters{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-bottom:22px;font-size:13px}
.filters fieldset{display:flex;gap:8px;border:0;margin:0;padding:0}
.chip{display:inline-flex;gap:6px;align-items:center;border:1px solid var(--line);border-radius:6px;background:var(--card);padding:4px 10px;cursor:pointer}
.chip input{margin:0;accent-color:var(--link)}
.chip.error input{accent-color:var(--error)}
.chip.warning input{accent-color:var(--warning)}
.chip.note input{accent-color:var(--note)}
.filters select,.filters input[type=search]{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:4px 10px;max-width:100%}
.filters .grow{flex:1;min-width:180px}
.filters input[type=search]{width:100%}
#status{color:var(--soft);width:100%}
.group{margin-bottom:32px}
.group>.name{margin-bottom:8px}
h2{font-size:17px;line-height:1.35;font-weight:650}
.kind,.hint{color:var(--soft);font-size:13px}
.finding{background:var(--card);border:1px solid var(--line);border-radius:8px;margin-bottom:8px;scroll-margin-top:12px}
.finding[open]{border-color:color-mix(in srgb,var(--soft) 55%,var(--line))}
summary{display:block;cursor:pointer;padding:12px 16px;border-radius:8px;list-style:none}
summary::-webkit-details-marker{display:none}
summary:hover{background:var(--tint)}
.finding[open]>summary{border-radius:8px 8px 0 0}
.head{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:center}
h3{font-size:14px;font-weight:600;flex:1 1 260px}
.rule{color:var(--soft);font-size:13px}
.rule::after{content:"";display:inline-block;width:7px;height:7px;margin-left:12px;border:solid var(--soft);border-width:0 1.5px 1.5px 0;transform:translateY(-3px) rotate(45deg)}
.finding[open] .rule::after{transform:translateY(1px) rotate(225deg)}
.sure{border:1px solid var(--line);border-radius:4px;padding:0 6px;font-size:12px}
.message{display:block;margin-top:4px;padding-left:26px}
.body{padding:0 16px 18px 42px}
.body>:first-child{margin-top:2px}
h4{font-size:13px;font-weight:600;color:var(--soft);margin:16px 0 6px}
.scroll{overflow-x:auto;margin:0 -4px;padding:2px 4px 6px}
.picture{display:block}
.steps{font-size:13px;counter-reset:step}
.steps li{padding:2px 0;display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 12px}
ol.steps li{counter-increment:step;grid-template-columns:18px minmax(0,1fr) auto}
ol.steps li::before{content:counter(step);color:var(--soft);font-variant-numeric:tabular-nums}
ol.steps .gap{color:var(--soft);counter-increment:none}
ol.steps .gap::before{content:"…"}
.steps .name{font-weight:600;margin-right:6px}
.at{color:var(--soft)}
.advice{background:var(--tint);border-radius:8px;padding:12px 16px;margin-top:16px;font-size:14px}
.advice h4{margin:0 0 4px;color:var(--text)}
.advice p+p,.advice pre+p{margin-top:6px}
.advice .more{font-size:13px}
pre{margin:6px 0 0;padding:8px 12px;background:var(--card);border:1px solid var(--line);border-radius:6px;overflow-x:auto}
.excerpt{background:var(--ground);line-height:1.6}
.excerpt .name{color:var(--link)}
.excerpt .ln{display:inline-block;min-width:3ch;margin-right:14px;text-align:right;color:var(--soft);user-select:none}
.masked{color:var(--soft);letter-spacing:.08em}
.excerpt mark .name,.excerpt mark .masked{color:inherit}
mark{background:var(--mark);color:inherit;border-radius:3px;padding:1px 0;box-shadow:0 0 0 2px var(--mark)}
.legend{color:var(--soft);font-size:12px;margin-top:4px}
.place{font-size:13px}
.place div{display:flex;gap:10px;align-items:baseline}
.place dt{color:var(--soft);flex:0 0 84px}
.why{font-size:13px;color:var(--soft)}
.suppressed{background:none;border-style:dashed}
.suppressed .head,.suppressed .message{color:var(--soft)}
.suppressed .mark{opacity:.6}
.empty{padding:32px 0;color:var(--soft);text-align:center}
.nothing{max-width:520px;margin:48px auto;text-align:center}
.nothing h2{font-size:20px;margin:14px 0 6px}
.nothing .hint{margin-top:10px}
.tick circle{fill:none;stroke:var(--clean);stroke-width:3}
.tick path{fill:none;stroke:var(--clean);stroke-width:5;stroke-linecap:round;stroke-linejoin:round}
.listing{margin-top:36px}
.listing:first-of-type{margin-top:0}
.listing table{margin-top:10px}
.solutions{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(400px,100%),1fr));gap:16px;margin-bottom:32px}
.solution{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px 20px}
.version{color:var(--soft);font-weight:400;font-size:14px}
.solution dl{margin-top:10px;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:2px 24px;font-size:13px}
.solution dl div{display:flex;justify-content:space-between;gap:8px}
.solution dt{color:var(--soft)}
.solution dd{font-variant-numeric:tabular-nums;white-space:nowrap}
#panel-map .hint{margin-bottom:14px}
table{border-collapse:collapse;width:100%;margin-top:24px;font-size:13px;background:var(--card)}
th,td{text-align:left;padding:7px 12px;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
thead .number{white-space:normal;overflow-wrap:normal}
tbody th{font-weight:600;min-width:160px}
tbody .kind{font-weight:400}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.error{color:var(--error);font-weight:600}
td.warning{color:var(--warning);font-weight:600}
td.note{color:var(--note);font-weight:600}
.zero{color:var(--soft)}
footer{padding-top:24px;padding-bottom:40px;color:var(--soft);font-size:13px}
@media screen and (max-width:860px){
header,main,footer{padding-left:16px;padding-right:16px}
.columns{grid-template-columns:minmax(0,1fr);gap:16px}
nav ul{position:static;max-height:220px;border:1px solid var(--line);border-radius:8px;background:var(--card)}
.body{padding-left:16px}
.message{padding-left:0}
h3{flex-basis:180px}
.rule{flex-basis:100%}
.numbers{gap:24px}
.solutions{grid-template-columns:1fr}
.place div{flex-direction:column;gap:0;margin-bottom:4px}
.place dt{flex-basis:auto}
}
@media print{
:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${light};--ground:#fff;--tint:#fff}
body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
header,main,footer{max-width:none;padding:0}
.tabs,.filters,nav,#theme,.skip,.rule::after{display:none!important}
.columns{display:block}
[role=tabpanel][hidden]{display:block!important}
#panel-map{break-before:page}
.finding,.verdict,.solution,tr{break-inside:avoid}
.group>.name{break-after:avoid;break-inside:avoid}
.advice{border:1px solid var(--line)}
.scroll{overflow:visible}
.picture{max-width:100%;height:auto}
pre{white-space:pre-wrap}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;

/** The page's only style sheet. */
export const style = rules.trim().replaceAll("}\n", "}").replaceAll("{\n", "{") + pictureStyle;
