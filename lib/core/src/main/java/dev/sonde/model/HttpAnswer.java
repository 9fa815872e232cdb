package dev.sonde.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The answer to a GET request, after redirections; its body is read from {@link #body}.
 *
 * <p>Headers of the redirections count too where the last answer lacks them: the hub tells the checksum of a large file
 * there, before it sends to the server that has it.
 */
final class HttpAnswer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int MOST_REDIRECTIONS = 10;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private final HttpURLConnection connection;
    private final int status;
    private final Map<String, String> headers;

    private HttpAnswer(HttpURLConnection connection, int status, Map<String, String> headers) {
        this.connection = connection;
        this.status = status;
        this.headers = headers;
    }

    /** Asks; a server that says nothing for half a minute is an error. */
    static HttpAnswer get(URI uri, Map<String, String> requestHeaders) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        URI place = uri;
        for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
            HttpURLConnection connection = connect(place, requestHeaders);
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (!REDIRECTIONS.contains(status) || location == null) {
                keep(connection, headers);
                return new HttpAnswer(connection, status, headers);
            }
            keepTag(connection, headers);
            connection.disconnect();
            place = redirected(place, location);
        }
        throw new IOException("more than " + MOST_REDIRECTIONS + " redirections, the last to " + place);
    }

    int status() {
        return status;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** How many bytes the body has, if the server says so. */
    OptionalLong length() {
        long length = connection.getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    @Override
    public void close() {
        connection.disconnect();
    }

    private static HttpURLConnection connect(URI uri, Map<String, String> requestHeaders) throws IOException {
        URLConnection connection = uri.toURL().openConnection();
        if (!(connection instanceof HttpURLConnection http)) {
            throw new IOException("not an http address: " + uri);
        }
        http.setInstanceFollowRedirects(false);
        http.setConnectTimeout(TIMEOUT_MILLIS);
        http.setReadTimeout(TIMEOUT_MILLIS);
        http.setRequestProperty("Accept-Encoding", "identity");
        http.setRequestProperty("User-Agent", "sonde");
        requestHeaders.forEach(http::setRequestProperty);
        return http;
    }

    private static URI redirected(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("a redirection to no address: " + location, e);
        }
        boolean http = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
        boolean downgrade = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
        if (!http || downgrade) {
            throw new IOException("a redirection from " + from + " to " + to + " is not followed");
        }
        return to;
    }

    private static void keep(HttpURLConnection connection, Map<String, String> headers) {
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null && !values.isEmpty()) {
                headers.put(name, values.get(0));
            }
        });
    }

    private static void keepTag(HttpURLConnection connection, Map<String, String> headers) {
        for (String name : Set.of("X-Linked-Etag", "X-Repo-Commit")) {
            String value = connection.getHeaderField(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
    }
}
