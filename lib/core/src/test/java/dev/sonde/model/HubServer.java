package dev.sonde.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that answers as the hub does, and fails as servers do. */
final class HubServer implements AutoCloseable {
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Map<String, String> tags = new ConcurrentHashMap<>();
    /** Statuses and drops that come first, one for each request of a file. */
    final List<Failure> failures = new CopyOnWriteArrayList<>();
    /** The Range header of each request of a file, "all" where there was none. */
    final List<String> ranges = new CopyOnWriteArrayList<>();

    boolean understandsRanges = true;
    boolean redirects;
    String redirection = "/cdn";
    String listing = "{}";
    private final HttpServer server;

    /** A status above 0, or a connection that breaks after so many bytes. */
    record Failure(int status, int breaksAfter) {}

    HubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/models/", this::list);
        server.createContext("/cdn/", exchange -> file(exchange, "/cdn/"));
        server.createContext("/o/m/resolve/main/endless.json", HubServer::endless);
        server.createContext("/o/m/resolve/main/", exchange -> {
            if (redirects) {
                redirect(exchange);
            } else {
                file(exchange, "/o/m/resolve/main/");
            }
        });
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void list(HttpExchange exchange) throws IOException {
        byte[] json = listing.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    /** A body without length and without end. */
    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = new byte[1 << 16];
        while (true) {
            exchange.getResponseBody().write(chunk); // fails when the other side has gone
        }
    }

    private void redirect(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/o/m/resolve/main/".length());
        exchange.getResponseHeaders().set("X-Linked-Etag", tags.getOrDefault(name, "\"none\""));
        exchange.getResponseHeaders().set("X-Repo-Commit", "0123");
        exchange.getResponseHeaders().set("Location", redirection + "/" + name);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void file(HttpExchange exchange, String root) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(root.length());
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "all" : range);
        Failure failure = failures.isEmpty() ? new Failure(0, Integer.MAX_VALUE) : failures.remove(0);
        byte[] content = files.get(name);
        if (failure.status() > 0 || content == null) {
            exchange.sendResponseHeaders(failure.status() > 0 ? failure.status() : 404, -1);
            exchange.close();
            return;
        }
        if (!redirects && tags.containsKey(name)) {
            exchange.getResponseHeaders().set("ETag", tags.get(name));
        }
        answer(exchange, content, understandsRanges && range != null ? start(range) : 0, range, failure.breaksAfter());
    }

    private void answer(HttpExchange exchange, byte[] content, int start, String range, int breaksAfter)
            throws IOException {
        if (start >= content.length && content.length > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        boolean part = understandsRanges && range != null;
        if (part) {
            String sent = "bytes " + start + "-" + (content.length - 1) + "/" + content.length;
            exchange.getResponseHeaders().set("Content-Range", sent);
        }
        int length = content.length - start;
        exchange.sendResponseHeaders(part ? 206 : 200, length == 0 ? -1 : length);
        OutputStream out = exchange.getResponseBody();
        out.write(content, start, Math.min(length, breaksAfter));
        if (length > breaksAfter) {
            out.flush();
            // The server closes the connection of a handler that fails; closing the body here would keep it open.
            throw new IOException("the connection breaks, as the test wants");
        }
        exchange.close();
    }

    private static int start(String range) {
        return Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }

    /** Failures of one kind, some times. */
    static List<Failure> times(int number, Failure failure) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            failures.add(failure);
        }
        return failures;
    }
}
