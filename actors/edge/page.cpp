#include "actors/edge/page.hpp"

namespace troupe::actors {

constexpr std::string_view page = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>troupe</title>
<link rel="icon" href="data:,">
<style>
  :root {
    color-scheme: light dark;
    --ground: #f5f6f8; --card: #ffffff; --line: #dfe3e8; --text: #1c2530; --soft: #66727f;
    --accent: #2457d6; --up: #0b7a4b; --down: #b3261e; --warn: #8a5a00; --warn-ground: #fff3d6;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #11161c; --card: #1a212a; --line: #2c3540; --text: #e4e9ef; --soft: #93a0ae;
      --accent: #7aa2ff; --up: #4cc38a; --down: #ff8a80; --warn: #ffcf70; --warn-ground: #3a2e12;
    }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--text);
         font: 15px/1.45 system-ui, sans-serif; }
  header { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center;
           padding: .7rem 1rem; background: var(--card); border-bottom: 1px solid var(--line); }
  header h1 { margin: 0 auto 0 0; font-size: 1.15rem; letter-spacing: .02em; }
  main { max-width: 1180px; margin: 0 auto; padding: 1rem; display: grid; gap: 1rem;
         align-items: start;
         grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); }
  section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
            padding: .8rem 1rem; min-width: 0; }
  section.wide { grid-column: 1 / -1; }
  h2 { margin: 0 0 .6rem; font-size: .95rem; }
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: .3rem .5rem; text-align: right; white-space: nowrap;
           border-top: 1px solid var(--line); }
  th { color: var(--soft); font-weight: 500; border-top: 0; font-size: .85rem; }
  th:first-child, td:first-child { text-align: left; }
  .tiles { display: grid; gap: .6rem;
           grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); }
  .tile { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .7rem; }
  .tile span { display: block; color: var(--soft); font-size: .8rem; }
  .tile b { font-size: 1.1rem; font-variant-numeric: tabular-nums; }
  .up { color: var(--up); } .down { color: var(--down); } .soft { color: var(--soft); }
  .badge { padding: .1rem .55rem; border-radius: 1rem; border: 1px solid var(--line);
           font-size: .8rem; }
  .badge.warn { color: var(--warn); background: var(--warn-ground); border-color: transparent;
                font-weight: 600; }
  .badge.good { color: var(--up); } .badge.bad { color: var(--down); }
  button { font: inherit; color: var(--accent); background: none; border: 1px solid var(--line);
           border-radius: .4rem; padding: .2rem .7rem; min-height: 2rem; cursor: pointer; }
  button.plain { border: 0; padding: 0; min-height: 0; text-decoration: underline; }
  button.bad { color: var(--down); }
  form { display: grid; gap: .7rem; max-width: 20rem; margin: 12vh auto; padding: 1.4rem;
         background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
  input { font: inherit; padding: .45rem .6rem; border: 1px solid var(--line); border-radius: .4rem;
          background: var(--ground); color: var(--text); width: 100%; }
  label { display: grid; gap: .2rem; color: var(--soft); font-size: .85rem; }
  dialog { width: min(46rem, 94vw); max-height: 86vh; border: 1px solid var(--line);
           border-radius: .6rem; background: var(--card); color: var(--text); }
  ol.chain { list-style: none; margin: 0; padding: 0; }
  ol.chain li { border-left: 3px solid var(--accent); padding: .3rem .8rem; margin: .5rem 0; }
  pre { margin: .3rem 0 0; overflow-x: auto; font-size: .8rem; color: var(--soft); }
  ul.tree, ul.tree ul { list-style: none; margin: 0; padding-left: 1.1rem; }
  ul.tree { padding-left: 0; }
  [hidden] { display: none !important; }
</style>
</head>
<body>
<header>
  <h1>troupe</h1>
  <span id="mode" class="badge warn" hidden></span>
  <span id="trading" class="badge" hidden></span>
  <span id="link" class="badge" aria-live="polite">not connected</span>
  <button id="halt" class="bad" hidden></button>
  <button id="leave" hidden>Log out</button>
</header>

<form id="login">
  <b>Log in</b>
  <label>User <input name="username" autocomplete="username" value="admin" required></label>
  <label>Password
    <input name="password" type="password" autocomplete="current-password" required></label>
  <button>Log in</button>
  <span id="refused" class="down" role="alert"></span>
</form>

<main id="board" hidden>
  <section class="wide"><h2>Account</h2><div id="account" class="tiles"></div></section>
  <section><h2>Positions</h2><div class="scroll"><table id="positions"></table></div></section>
  <section><h2>Quotes</h2><div class="scroll"><table id="quotes"></table></div></section>
  <section class="wide"><h2>Orders</h2>
    <div class="scroll"><table id="orders"></table></div></section>
  <section><h2>Latest signals</h2><div class="scroll"><table id="signals"></table></div></section>
  <section><h2>Supervision</h2><div id="tree"></div></section>
</main>

<dialog id="why">
  <h2 id="why-title"></h2>
  <ol id="why-chain" class="chain"></ol>
  <button id="why-close">Close</button>
</dialog>

<script>
'use strict';
const at = id => document.getElementById(id);
const known = { account: null, positions: new Map(), orders: new Map(), quotes: new Map(),
                signals: new Map(), status: null };
let tokens = JSON.parse(sessionStorage.getItem('tokens') || 'null');
let sockets = [];
let heard = 0;

// -- building elements ------------------------------------------------------------------------

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}
const cell = (text, look = '') => element('td', { className: look }, String(text ?? '–'));
const head = (...names) => element('tr', {}, ...names.map(name => element('th', {}, name)));
const sign = value => Number(value) > 0 ? 'up' : Number(value) < 0 ? 'down' : '';
const signed = value => (Number(value) > 0 ? '+' : '') + money(value);
function money(value) {
  return value == null ? '–' : Number(value).toLocaleString(undefined,
      { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
const price = value => value == null ? '–' : Number(value).toLocaleString(undefined,
    { minimumFractionDigits: 2, maximumFractionDigits: 6 });
const moment = text => text ? text.slice(0, 19).replace('T', ' ') + ' UTC' : '–';
function table(id, names, rows, nothing) {
  const empty = element('tr', {},
    element('td', { colSpan: names.length, className: 'soft' }, nothing));
  at(id).replaceChildren(head(...names), ...(rows.length ? rows : [empty]));
}

// -- showing what is known --------------------------------------------------------------------

function tile(name, text, look = '') {
  return element('div', { className: 'tile' }, element('span', {}, name),
                 element('b', { className: look }, text));
}
function show_account() {
  const account = known.account;
  if (!account) return at('account').replaceChildren('The portfolio has not told the account yet.');
  const today = Number(account.equity) - Number(account.last_equity);
  const open = [...known.positions.values()]
    .reduce((sum, each) => sum + Number(each.unrealized_pl), 0);
  at('account').replaceChildren(
    tile('Equity', money(account.equity)), tile('Cash', money(account.cash)),
    tile('Buying power', money(account.buying_power)),
    tile('Profit today (UTC)', signed(today), sign(today)),
    tile('Profit of open positions', signed(open), sign(open)),
    tile('Realised so far', signed(account.realized_pl), sign(account.realized_pl)));
}
function show_positions() {
  const rows = [...known.positions.values()].filter(each => Number(each.qty) !== 0).map(each =>
    element('tr', {}, cell(each.symbol), cell(each.qty), cell(price(each.avg_entry_price)),
            cell(price(each.current_price)), cell(money(each.market_value)),
            cell(signed(each.unrealized_pl), sign(each.unrealized_pl))));
  table('positions', ['Symbol', 'Quantity', 'Entry', 'Price', 'Value', 'Open profit'], rows,
        'Nothing is held.');
}
function show_orders() {
  const newest = [...known.orders.values()]
    .sort((one, other) => other.created_at.localeCompare(one.created_at)).slice(0, 50);
  const rows = newest.map(each => element('tr', {},
    cell(each.symbol), cell(each.side, each.side === 'buy' ? 'up' : 'down'),
    cell(each.qty ?? each.notional), cell(each.filled_qty), cell(price(each.filled_avg_price)),
    cell(each.status + (each.reason ? ' (' + each.reason + ')' : '')), cell(each.strategy),
    cell(moment(each.created_at)),
    element('td', {},
      element('button', { className: 'plain', onclick: () => explain(each) }, 'why'))));
  table('orders', ['Symbol', 'Side', 'Quantity', 'Filled', 'Price', 'Status', 'Strategy', 'Time',
                   ''], rows, 'No orders yet.');
}
function show_quotes() {
  const rows = [...known.quotes.values()]
    .sort((one, other) => one.symbol.localeCompare(other.symbol))
    .map(each => element('tr', {}, cell(each.symbol), cell(price(each.bid)), cell(price(each.ask)),
                         cell(each.timestamp.slice(11, 19), 'soft')));
  table('quotes', ['Symbol', 'Bid', 'Ask', 'Market time'], rows, 'No quotes yet.');
}
function show_signals() {
  const rows = [...known.signals.values()]
    .sort((one, other) => other.seq - one.seq).slice(0, 12)
    .map(({ content, time }) => element('tr', {}, cell(content.symbol), cell(content.verdict),
      cell(content.reason), cell(content.strategy), cell(moment(time), 'soft')));
  table('signals', ['Symbol', 'Wants', 'Because', 'Strategy', 'Time'], rows, 'No signals yet.');
}
function show_status() {
  const status = known.status;
  if (!status) return;
  at('mode').hidden = false;
  at('mode').textContent = status.mode;
  at('trading').hidden = false;
  at('trading').className = 'badge ' + (status.halted || !status.trading_enabled ? 'bad' : 'good');
  at('trading').textContent = status.halted ? 'halted'
    : status.trading_enabled ? 'trading' : 'trading disabled';
  at('halt').hidden = tokens?.role === 'viewer';
  at('halt').textContent = status.halted ? 'Resume' : 'Halt';
}
function show_tree(topology) {
  const below = parent => element('ul', { className: 'tree' },
    ...topology.supervisors.filter(each => (each.parent ?? '') === parent).map(branch));
  const branch = supervisor => element('li', {}, element('b', {}, supervisor.name),
    element('span', { className: 'soft' }, ' ' + supervisor.strategy),
    element('ul', {}, ...supervisor.children
      .filter(child => !topology.supervisors.some(each => each.name === child.id)).map(leaf)),
    below(supervisor.name));
  const leaf = child => element('li', {}, child.id + ' ',
    element('span', { className: 'badge ' + (child.state === 'running' ? 'good' : 'bad') },
      child.state),
    element('span', { className: 'soft' }, child.restarts > 0
      ? ' restarted ' + child.restarts + ' times: ' + child.last_reason : ''));
  at('tree').replaceChildren(below(''));
}

// Many messages, one repaint: what changed is drawn with the next frame of the screen.
const views = { account: show_account, positions: show_positions, orders: show_orders,
                quotes: show_quotes, signals: show_signals, status: show_status };
const changed = new Set();
function redraw(...names) {
  if (changed.size === 0) requestAnimationFrame(() => {
    const due = [...changed];
    changed.clear();
    due.forEach(name => views[name]());
  });
  names.forEach(name => changed.add(name));
}

// -- asking the server ------------------------------------------------------------------------

async function ask(method, path, body) {
  const send = () => fetch(path, { method, body: body && JSON.stringify(body),
    headers: tokens ? { Authorization: 'Bearer ' + tokens.token } : {} });
  let answer = await send();
  if (answer.status === 401 && tokens && path !== '/api/login' && await renew())
    answer = await send();
  const text = await answer.text();
  const told = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(told?.error?.message ?? answer.statusText);
  return told;
}
async function renew() {
  const answer = await fetch('/api/refresh', { method: 'POST',
    body: JSON.stringify({ refresh_token: tokens.refresh_token }) });
  if (answer.ok) keep(await answer.json());
  else if (answer.status === 401) leave();
  return answer.ok;
}
function keep(fresh) {
  tokens = fresh;
  sessionStorage.setItem('tokens', JSON.stringify(fresh));
}
async function explain(order) {
  const id = encodeURIComponent(order.client_order_id);
  const told = await ask('GET', '/api/orders/' + id + '/why');
  at('why-title').textContent =
    'Why ' + order.side + ' ' + (order.qty ?? order.notional) + ' ' + order.symbol + '?';
  at('why-chain').replaceChildren(...told.chain.map(step => element('li', {},
    element('b', {}, step.type), ' ' + (step.content.verdict ?? step.content.kind ?? '') + ' ',
    element('span', { className: 'soft' }, moment(step.time) + ', record ' + step.seq),
    element('pre', {}, JSON.stringify(step.content, null, 1)))));
  at('why').showModal();
}

// -- streams ----------------------------------------------------------------------------------

const key_of = { positions: each => each.symbol, orders: each => each.client_order_id,
                 quotes: each => each.symbol, signals: each => each.content.symbol };
function take(type, data) {
  if (type === 'snapshot') {
    for (const [name, value] of Object.entries(data)) {
      if (name === 'positions') known.positions.clear();
      if (key_of[name]) value.forEach(each => known[name].set(key_of[name](each), each));
      else known[name] = value;
      redraw(name);
    }
    return;
  }
  const name = key_of[type + 's'] ? type + 's' : type;
  if (key_of[name]) known[name].set(key_of[name](data), data);
  else if (name in known) known[name] = data;
  else return;
  redraw(name, ...(name === 'positions' ? ['account'] : []));
}
function listen(path, channels) {
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + path);
  socket.onopen = () => {
    socket.send(JSON.stringify({ action: 'auth', token: tokens.token }));
    socket.send(JSON.stringify({ action: 'subscribe', channels }));
  };
  socket.onmessage = event => {
    heard = Date.now();
    const { type, data } = JSON.parse(event.data);
    take(type, data);
  };
  socket.onclose = () => {
    if (!sockets.includes(socket)) return;
    sockets = sockets.filter(each => each !== socket);
    setTimeout(() => { if (tokens) listen(path, channels); }, 1000 + Math.random() * 1000);
  };
  sockets.push(socket);
}
function show_link() {
  const age = Date.now() - heard;
  const live = sockets.some(each => each.readyState === 1) && age < 10000;
  at('link').textContent = !tokens ? 'not connected' : live ? 'live'
    : heard ? 'stale for ' + Math.round(age / 1000) + ' s' : 'connecting';
  at('link').className = 'badge ' + (live ? 'good' : 'bad');
}

// -- coming and going -------------------------------------------------------------------------

async function enter() {
  at('login').hidden = true;
  at('board').hidden = at('leave').hidden = false;
  redraw(...Object.keys(views));
  try {
    for (const each of await ask('GET', '/api/orders?status=all&limit=50'))
      known.orders.set(each.client_order_id, each);
    redraw('orders');
    await refresh_tree();
  } catch (failure) {
    if (!tokens) return;
  }
  listen('/ws/trading', ['quotes', 'signals', 'orders', 'positions', 'account', 'status']);
  listen('/api/stream', ['quotes', 'signals']);
}
function leave() {
  tokens = null;
  sessionStorage.removeItem('tokens');
  const open = sockets;
  sockets = [];
  open.forEach(each => each.close());
  location.reload();
}
async function refresh_tree() { show_tree(await ask('GET', '/api/topology')); }

at('login').onsubmit = async event => {
  event.preventDefault();
  at('refused').textContent = '';
  try {
    const given = Object.fromEntries(new FormData(at('login')));
    keep(await ask('POST', '/api/login', given));
    await enter();
  } catch (failure) {
    at('refused').textContent = failure.message;
  }
};
at('leave').onclick = () => ask('POST', '/api/logout').finally(leave);
at('why-close').onclick = () => at('why').close();
at('halt').onclick = () => ask('POST', known.status?.halted ? '/api/risk/resume' : '/api/risk/halt',
  { reason: 'from the web page' }).catch(failure => alert(failure.message));
setInterval(show_link, 1000);
setInterval(() => { if (tokens) refresh_tree().catch(() => {}); }, 5000);
setInterval(() => { if (tokens) renew().catch(() => {}); }, 10 * 60 * 1000);
if (tokens) enter();
</script>
</body>
</html>
)html";

} // namespace troupe::actors
