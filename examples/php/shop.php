<?php
// A small shop: orders in SQLite, a My Account page with the elements, and the protocol by which the cancellation server asks it
// to do things (docs/shop-protocol.md). No framework. Run by `npm start` in this folder.
declare(strict_types=1);

$secret = getenv('SHOP_SECRET') ?: exit('SHOP_SECRET is missing: at least 32 characters, the same as the server has');
$server = getenv('CANCELLATION_SERVER') ?: 'http://127.0.0.1:5174';
$elements = getenv('ELEMENTS') ?: __DIR__ . '/node_modules/order-cancel-elements/dist/cdn';

/** Who may sign in: this is an example without passwords. */
const PEOPLE = [
    'ada' => ['name' => 'Ada Martins', 'role' => 'buyer'],
    'ben' => ['name' => 'Ben Okafor', 'role' => 'buyer'],
    'mill' => ['name' => 'Mill Street Books', 'role' => 'seller'],
];
/** What this shop does when it is told to. Of all else (strikes, coupons, fees …) it has nothing. */
const EFFECTS = ['status', 'lines', 'refund', 'void', 'stock', 'unstock'];

class Refused extends Exception {}

// --- Orders -----------------------------------------------------------------------------------------------------------------

function db(): PDO {
    static $db = null;
    if ($db) return $db;
    $db = new PDO('sqlite:' . (getenv('SHOP_DATABASE') ?: __DIR__ . '/shop.sqlite'));
    $db->exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL');
    $db->exec('CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, number TEXT UNIQUE, buyer TEXT, status TEXT, placed TEXT,
        shipped TEXT, paid INTEGER, refunded INTEGER DEFAULT 0 CHECK (refunded BETWEEN 0 AND paid), revision INTEGER DEFAULT 1)');
    $db->exec('CREATE TABLE IF NOT EXISTS lines (order_id TEXT, id TEXT, sku TEXT, title TEXT, quantity INTEGER, price INTEGER,
        cancelled INTEGER DEFAULT 0 CHECK (cancelled BETWEEN 0 AND quantity), PRIMARY KEY (order_id, id))');
    $db->exec('CREATE TABLE IF NOT EXISTS stock (sku TEXT PRIMARY KEY, quantity INTEGER CHECK (quantity >= 0))');
    $db->exec('CREATE TABLE IF NOT EXISTS steps (key TEXT PRIMARY KEY, order_id TEXT, effect TEXT, state TEXT, at TEXT)');
    if (!$db->query('SELECT count(*) FROM orders')->fetchColumn()) seed($db);
    return $db;
}

/** Runs a statement; gives its rows. */
function rows(string $sql, array $values = []): array {
    $statement = db()->prepare($sql);
    $statement->execute($values);
    return $statement->fetchAll(PDO::FETCH_ASSOC);
}

function seed(PDO $db): void {
    $titles = [['bk-1', 'The Lighthouse Atlas', 2400], ['bk-2', 'A Field Guide to Ferns', 1850]];
    foreach ($titles as [$sku]) $db->prepare('INSERT INTO stock VALUES (?, 40)')->execute([$sku]);
    for ($n = 1; $n <= 24; $n++) {
        $db->prepare('INSERT INTO orders (id, number, buyer, status, placed, paid) VALUES (?, ?, ?, ?, ?, ?)')->execute(
            ["o$n", (string) (1000 + $n), $n % 4 ? 'ada' : 'ben', 'PREPARING', gmdate('Y-m-d\TH:i:s\Z', time() - $n * 3600), 0]);
        foreach ([2, 1] as $at => $quantity) {
            [$sku, $title, $price] = $titles[($n + $at) % 2];
            $db->prepare('INSERT INTO lines (order_id, id, sku, title, quantity, price) VALUES (?, ?, ?, ?, ?, ?)')
                ->execute(["o$n", "l$at", $sku, $title, $quantity, $price]);
        }
        $db->exec("UPDATE orders SET paid = (SELECT sum(quantity * price) FROM lines WHERE order_id = 'o$n') WHERE id = 'o$n'");
    }
}

function money(int $amount): array {
    return ['amount' => $amount, 'currency' => 'EUR'];
}

/** An order as the cancellation server reads it; null: there is none. */
function order(string $column, string $value): ?array {
    $found = rows("SELECT * FROM orders WHERE $column = ?", [$value])[0] ?? null;
    if (!$found) return null;
    $lines = rows('SELECT * FROM lines WHERE order_id = ? ORDER BY id', [$found['id']]);
    return array_filter([
        'id' => $found['id'],
        'number' => $found['number'],
        'status' => $found['status'],
        'placedAt' => $found['placed'],
        'shippedAt' => $found['shipped'],
        'total' => money((int) $found['paid']),
        'payment' => ['method' => 'card', 'paid' => money((int) $found['paid']), 'refunded' => money((int) $found['refunded'])],
        'lines' => array_map(fn ($line) => [
            'id' => $line['id'], 'sku' => $line['sku'], 'title' => $line['title'], 'quantity' => (int) $line['quantity'],
            'unitPrice' => money((int) $line['price']), 'cancelledQuantity' => (int) $line['cancelled'],
        ], $lines),
        'buyer' => ['id' => $found['buyer'], 'name' => PEOPLE[$found['buyer']]['name'], 'status' => 'active'],
        'seller' => ['id' => 'mill', 'name' => PEOPLE['mill']['name'], 'status' => 'active'],
        'revision' => 'r' . $found['revision'],
    ], fn ($member) => $member !== null);
}

// --- The protocol -----------------------------------------------------------------------------------------------------------

function answer(int $status, array $content): never {
    http_response_code($status);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    exit(json_encode($content, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE));
}

function sign(string $method, string $path, string $body, int $time): string {
    global $secret;
    return "t=$time,v1=" . hash_hmac('sha256', "$time.$method.$path.$body", $secret);
}

/** Whether the cancellation server sent this, and within five minutes. */
function is_signed(string $body): bool {
    $given = $_SERVER['HTTP_ORDER_CANCEL_SIGNATURE'] ?? '';
    if (!preg_match('/^t=(\d{1,12}),v1=[0-9a-f]{64}$/', $given, $part) || abs(time() - (int) $part[1]) > 300) return false;
    return hash_equals(sign($_SERVER['REQUEST_METHOD'], $_SERVER['REQUEST_URI'], $body, (int) $part[1]), $given);
}

/** Does one thing to an order, in the transaction that notes its key. What must not be done throws `Refused`. */
function apply(string $id, array $effect, array $transition): void {
    // Whoever was faster: what was shipped since it was looked at is not cancelled, nor a part of it, unless that was asked for.
    $isFirst = in_array($effect['type'], ['lines', 'status'], true);
    if ($isFirst && empty($transition['afterShipment']) && isset(order('id', $id)['shippedAt'])) throw new Refused('it was shipped');
    switch ($effect['type']) {
        case 'status':
            rows('UPDATE orders SET status = ? WHERE id = ?', [$effect['status'], $id]);
            break;
        case 'lines':
            foreach ($effect['lines'] as $line)
                rows('UPDATE lines SET cancelled = ? WHERE order_id = ? AND id = ?', [$line['quantity'], $id, $line['id']]);
            break;
        case 'refund':
            // Here a real shop asks its payment provider, with the step's key, and answers `pending` until that has answered.
            if ($effect['amount']['currency'] !== 'EUR') throw new Refused('another currency');
            rows('UPDATE orders SET refunded = refunded + ? WHERE id = ?', [$effect['amount']['amount'], $id]);
            break;
        case 'void':
            throw new Refused('nothing is reserved here: cards are charged at once');
        default: // stock, unstock
            $sign = $effect['type'] === 'stock' ? 1 : -1;
            foreach ($effect['items'] as $item)
                rows('UPDATE stock SET quantity = quantity + ? WHERE sku = ?', [$sign * $item['quantity'], $item['sku']]);
    }
    rows('UPDATE orders SET revision = revision + 1 WHERE id = ?', [$id]);
}

/** A step, once: a key that was seen before is answered as it was. */
function step(string $key, array $asked): never {
    ['orderId' => $id, 'effect' => $effect] = $asked + ['orderId' => '', 'effect' => ['type' => '']];
    if (!in_array($effect['type'], EFFECTS, true)) answer(501, ['code' => 'unsupported']);
    db()->exec('BEGIN IMMEDIATE');
    try {
        if (!rows('SELECT 1 FROM steps WHERE key = ?', [$key])) {
            $order = order('id', $id) ?? throw new Refused('there is no such order');
            // Staff was faster: the counts of this step know nothing of what it has cancelled.
            if (($asked['revision'] ?? $order['revision']) !== $order['revision']) throw new Refused('it has changed');
            apply($id, $effect, $asked['transition'] ?? []);
            rows('INSERT INTO steps VALUES (?, ?, ?, ?, ?)', [$key, $id, json_encode($effect), 'done', gmdate('c')]);
        }
        db()->exec('COMMIT');
    } catch (Refused | PDOException $problem) {
        db()->exec('ROLLBACK');
        // A broken CHECK: more than was paid, than was ordered, or than is in stock. Anything else may go better later.
        $isCheck = $problem instanceof PDOException && str_contains($problem->getMessage(), 'CHECK constraint');
        if (!$isCheck && !$problem instanceof Refused) throw $problem;
        // Noted too: it is refused for good, however late the same step comes again.
        rows('INSERT OR IGNORE INTO steps VALUES (?, ?, ?, ?, ?)', [$key, $id, json_encode($effect), 'refused', gmdate('c')]);
        answer(409, ['code' => 'refused', 'refused' => $effect['type'] === 'unstock' ? 'stock' : true, 'message' => $problem->getMessage()]);
    }
    $state = rows('SELECT state FROM steps WHERE key = ?', [$key])[0]['state'];
    $state === 'refused' ? answer(409, ['code' => 'refused', 'message' => 'it was refused before']) : answer(200, ['state' => $state]);
}

function protocol(string $way, string $body): never {
    if (!is_signed($body)) answer(401, ['code' => 'unsigned']);
    $parts = array_map('rawurldecode', explode('/', $way));
    $isRead = $_SERVER['REQUEST_METHOD'] === 'GET';
    if ($parts[0] === 'about') answer(200, ['protocol' => 1, 'effects' => EFFECTS, 'lists' => true]);
    if ($parts[0] === 'orders' && $isRead) {
        $found = isset($parts[1]) ? order('id', $parts[1]) : order('number', (string) ($_GET['number'] ?? ''));
        $found ? answer(200, $found) : answer(404, ['code' => 'not-found']);
    }
    if ($parts[0] === 'buyers' && ($parts[2] ?? '') === 'orders' && $isRead)
        answer(200, ['ids' => array_column(rows('SELECT id FROM orders WHERE buyer = ? ORDER BY placed DESC LIMIT ?',
            [$parts[1], (int) ($_GET['limit'] ?? 50)]), 'id')]);
    if ($parts[0] === 'steps' && $isRead)
        answer(200, ['state' => rows('SELECT state FROM steps WHERE key = ?', [$parts[1] ?? ''])[0]['state'] ?? 'not-done']);
    if ($parts[0] === 'steps' && isset($parts[1])) step($parts[1], json_decode($body, true) ?: []);
    answer(404, ['code' => 'no-such-route']);
}

/** Tells the cancellation server that an order changed here: shipped, or changed by staff. */
function tell(string $id): void {
    global $server;
    $body = json_encode(['orderId' => $id]);
    send('POST', "$server/hooks/orders", $body, ['Content-Type: application/json',
        'Order-Cancel-Signature: ' . sign('POST', '/hooks/orders', $body, time())]);
}

// --- Pages ------------------------------------------------------------------------------------------------------------------

function send(string $method, string $url, string $body, array $headers): array {
    $context = stream_context_create(['http' => ['method' => $method, 'header' => $headers, 'content' => $body,
        'ignore_errors' => true, 'follow_location' => 0, 'timeout' => 20]]);
    $content = @file_get_contents($url, false, $context);
    return $content === false ? [503, ['', 'Content-Type: application/problem+json'], '{"code":"unavailable"}'] : [(int) explode(' ', $http_response_header[0])[1], $http_response_header, $content];
}

/** Who is signed in here, in words that the cancellation server can check (a JSON Web Token, for a minute). */
function token(string $id): string {
    global $secret;
    $encode = fn (string $text) => rtrim(strtr(base64_encode($text), '+/', '-_'), '=');
    $text = $encode('{"alg":"HS256"}') . '.' . $encode(json_encode(['sub' => $id, 'role' => PEOPLE[$id]['role'], 'exp' => time() + 60]));
    return "$text." . $encode(hash_hmac('sha256', $text, $secret, true));
}

/** Hands requests of the elements on, with word of who sent them. */
function proxy(?string $person, string $body): never {
    global $server;
    // The built-in server of PHP has few workers, and a stream of events would take one for each tab.
    if (str_contains($_SERVER['REQUEST_URI'], '/cancellations/events')) { http_response_code(204); exit; }
    $headers = $person ? ['Authorization: Bearer ' . token($person)] : [];
    foreach (['Content-Type', 'If-Match', 'If-None-Match', 'Idempotency-Key', 'Accept', 'Accept-Language', 'Origin', 'Sec-Fetch-Site'] as $name) {
        $value = $_SERVER[$name === 'Content-Type' ? 'CONTENT_TYPE' : 'HTTP_' . strtoupper(strtr($name, '-', '_'))] ?? '';
        if ($value !== '') $headers[] = "$name: $value";
    }
    [$status, $answered, $content] = send($_SERVER['REQUEST_METHOD'], $server . $_SERVER['REQUEST_URI'], $body, $headers);
    http_response_code($status);
    foreach ($answered as $header)
        if (preg_match('/^(Content-Type|ETag|Retry-After|Cache-Control|Location|Idempotency-Replayed):/i', $header)) header($header);
    exit($content);
}

function page(string $title, string $main): never {
    header('Content-Type: text/html; charset=utf-8');
    header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'");
    exit("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>$title – Mill Street Books</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/shop.css\">
<script type=\"module\" src=\"/elements/order-cancel-elements.js\"></script>
<header><a href=\"/\">Mill Street Books</a></header><main><h1>$title</h1>$main</main></html>");
}

function text(string $text): string {
    return htmlspecialchars($text, ENT_QUOTES);
}

function account(string $person): never {
    $isBuyer = PEOPLE[$person]['role'] === 'buyer';
    $list = '';
    foreach (rows('SELECT id FROM orders' . ($isBuyer ? ' WHERE buyer = ?' : '') . ' ORDER BY placed DESC', $isBuyer ? [$person] : []) as ['id' => $id]) {
        $order = order('id', $id);
        $titles = text(implode(', ', array_column($order['lines'], 'title')));
        $total = number_format($order['total']['amount'] / 100, 2);
        $do = $isBuyer ? "<order-cancel-button order-id=\"$id\"></order-cancel-button>"
            : ($order['status'] === 'PREPARING' ? "<form method=\"post\" action=\"/ship\"><button name=\"id\" value=\"$id\">Ship</button></form>" : '');
        $list .= "<li><p><strong>$titles</strong><br>Order {$order['number']} · €$total</p><div>$do
            <cancel-status-badge order-id=\"$id\"></cancel-status-badge></div></li>";
    }
    $queue = $isBuyer ? '' : '<seller-cancel-queue></seller-cancel-queue><h2>Orders</h2>';
    $role = $isBuyer ? 'buyer' : 'seller';
    page($isBuyer ? 'My orders' : 'Cancellations', "<order-cancel-provider backend=\"/cancellations\" actor=\"$role\">$queue<ul>$list</ul></order-cancel-provider>
        <form method=\"post\" action=\"/sign-out\"><button>Sign out</button></form>");
}

// --- What was asked for -----------------------------------------------------------------------------------------------------

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$body = (string) file_get_contents('php://input');
if (str_starts_with($path, '/order-cancel/')) protocol(substr($path, strlen('/order-cancel/')), $body);
if (str_starts_with($path, '/elements/') || $path === '/shop.css') {
    $file = realpath($path === '/shop.css' ? __DIR__ . $path : $elements . substr($path, strlen('/elements')));
    if (!$file || !(str_starts_with($file, realpath($elements) . '/') || $file === __DIR__ . '/shop.css')) { http_response_code(404); exit; }
    header('Content-Type: ' . (str_ends_with($file, '.css') ? 'text/css' : 'text/javascript') . '; charset=utf-8');
    exit(file_get_contents($file));
}
session_set_cookie_params(['httponly' => true, 'samesite' => 'Lax']);
session_start();
$person = $_SESSION['person'] ?? null;
session_write_close();
if (str_starts_with($path, '/cancellations/')) proxy($person, $body);
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    // Forms of other sites are not taken: browsers say where a form comes from.
    if (preg_replace('#^https?://#', '', $_SERVER['HTTP_ORIGIN'] ?? '') !== $_SERVER['HTTP_HOST']) { http_response_code(403); exit; }
    if ($path === '/ship' && $person === 'mill') {
        $id = (string) ($_POST['id'] ?? '');
        $now = gmdate('Y-m-d\TH:i:s\Z');
        rows("UPDATE orders SET status = 'IN_TRANSIT', shipped = ?, revision = revision + 1 WHERE id = ? AND status = 'PREPARING'", [$now, $id]);
        tell($id);
    } elseif ($path === '/sign-in' || $path === '/sign-out') {
        session_start();
        session_regenerate_id(true);
        $_SESSION = isset(PEOPLE[$_POST['person'] ?? '']) ? ['person' => $_POST['person']] : [];
    }
    header('Location: /', true, 303);
    exit;
}
if ($path !== '/') { http_response_code(404); page('Not found', '<p><a href="/">To the orders</a></p>'); }
if ($person) account($person);
$choices = '';
foreach (PEOPLE as $id => ['name' => $name, 'role' => $role]) $choices .= "<li><button name=\"person\" value=\"$id\"><strong>$name</strong> $role</button></li>";
page('Sign in', "<p>Whose side do you want to see? There is no password: this is an example.</p><form method=\"post\" action=\"/sign-in\"><ul>$choices</ul></form>");
