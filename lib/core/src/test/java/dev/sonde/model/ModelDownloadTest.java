package dev.sonde.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.format.TensorSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelDownloadTest {
    private static final String NAME = "model.safetensors";

    @TempDir
    Path folder;

    private final HubServer server = new HubServer();
    private final byte[] content = bytes(1_000_000);

    ModelDownloadTest() {
        server.files.put(NAME, content);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWholeModelIsFetchedAsTheHubListsIt() throws Exception {
        Path model = Fixtures.path("qformer-blip2/model");
        byte[] config = Files.readAllBytes(model.resolve("config.json"));
        byte[] weights = Files.readAllBytes(model.resolve(NAME));
        server.files.put("config.json", config);
        server.files.put(NAME, weights);
        server.listing = "{\"sha\":\"0\",\"siblings\":["
                + sibling("config.json", config.length, "\"blobId\":\"" + gitBlob(config) + "\"")
                + ","
                + sibling(
                        NAME,
                        weights.length,
                        "\"blobId\":\"" + "0".repeat(40) + "\",\"lfs\":{\"sha256\":\"" + sha256(weights) + "\"}")
                + ",{\"rfilename\":\".gitattributes\"},{\"rfilename\":\"pytorch_model.bin\"},{\"rfilename\":\"onnx/model.onnx\"}]}";
        List<DownloadedFile> files = download().into(folder);
        assertEquals(
                List.of("config.json", NAME),
                files.stream().map(DownloadedFile::name).toList());
        assertTrue(files.stream().allMatch(file -> file.verified() && file.fetched()), files.toString());
        try (Checkpoint checkpoint = Checkpoint.blip2(TensorSource.open(folder), HfConfig.blip2(folder))) {
            assertTrue(checkpoint.names().contains("query_tokens"));
        }
        int requests = server.ranges.size();
        assertTrue(
                download().into(folder).stream().noneMatch(DownloadedFile::fetched), "the second time they are there");
        assertEquals(requests, server.ranges.size());
    }

    @Test
    void aDroppedConnectionGoesOnWhereItEnded() throws Exception {
        server.tags.put(NAME, "\"" + sha256(content) + "\"");
        server.failures.add(new HubServer.Failure(0, 300_000));
        server.failures.add(new HubServer.Failure(503, 0));
        server.failures.add(new HubServer.Failure(0, 200_000));
        DownloadedFile file = file();
        assertTrue(file.verified());
        assertArrayEquals(content, Files.readAllBytes(file.path()));
        assertEquals("all", server.ranges.get(0));
        long resumed = server.ranges.stream()
                .filter(range -> range.startsWith("bytes="))
                .count();
        assertEquals(3, resumed, server.ranges.toString());
        assertOnly(NAME);
    }

    @Test
    void anotherRunGoesOnWhereTheFirstEnded() throws Exception {
        server.failures.add(new HubServer.Failure(0, 400_000));
        server.failures.addAll(HubServer.times(5, new HubServer.Failure(500, 0)));
        ModelDownload known = download().withFiles(NAME).withSha256(Map.of(NAME, sha256(content)));
        assertRefused(known, "status 500");
        assertOnly("." + NAME + ".part");
        server.ranges.clear();
        assertArrayEquals(content, Files.readAllBytes(known.into(folder).get(0).path()));
        assertEquals(1, server.ranges.size());
        assertTrue(server.ranges.get(0).matches("bytes=[1-9]\\d*-"), server.ranges.toString());
    }

    @Test
    void withoutChecksumAnotherRunBeginsAgain() throws Exception {
        Files.write(folder.resolve("." + NAME + ".part"), new byte[10]);
        DownloadedFile file = file();
        assertFalse(file.verified());
        assertArrayEquals(content, Files.readAllBytes(file.path()));
        assertEquals(List.of("all"), server.ranges);
    }

    @Test
    void aServerWithoutRangesSendsAllAgain() throws Exception {
        server.understandsRanges = false;
        server.failures.add(new HubServer.Failure(0, 300_000));
        assertArrayEquals(content, Files.readAllBytes(file().path()));
        assertEquals(2, server.ranges.size());
    }

    @Test
    void aConnectionThatAlwaysBreaksAtTheSamePlaceIsGivenUp() {
        server.understandsRanges = false;
        server.failures.addAll(HubServer.times(20, new HubServer.Failure(0, 100)));
        assertRefused(download().withFiles(NAME), "attempts in a row");
        assertEquals(6, server.ranges.size());
    }

    @Test
    void aWrongChecksumLeavesNothingBehind() throws Exception {
        ModelDownload wrong = download().withFiles(NAME).withSha256(Map.of(NAME, "0".repeat(64)));
        assertRefused(wrong, sha256(content));
        assertOnly();
        server.tags.put(NAME, "\"" + "1".repeat(64) + "\"");
        assertRefused(download().withFiles(NAME), "1".repeat(64));
        assertOnly();
    }

    @Test
    void aDamagedFileThatIsThereIsFetchedAgain() throws Exception {
        Files.write(folder.resolve(NAME), new byte[content.length]);
        ModelDownload known = download().withFiles(NAME).withSha256(Map.of(NAME, sha256(content)));
        assertTrue(known.into(folder).get(0).fetched());
        assertArrayEquals(content, Files.readAllBytes(folder.resolve(NAME)));
        assertFalse(known.into(folder).get(0).fetched());
    }

    @Test
    void aPartThatIsAlreadyCompleteOnlyGetsItsName() throws Exception {
        Files.write(folder.resolve("." + NAME + ".part"), content);
        ModelDownload known = download().withFiles(NAME).withSha256(Map.of(NAME, sha256(content)));
        assertArrayEquals(content, Files.readAllBytes(known.into(folder).get(0).path()));
        assertEquals(1, server.ranges.size());
    }

    @Test
    void aPartOfALongerFileIsThrownAway() throws Exception {
        Files.write(folder.resolve("." + NAME + ".part"), new byte[content.length + 1]);
        ModelDownload known = download().withFiles(NAME).withSha256(Map.of(NAME, sha256(content)));
        assertArrayEquals(content, Files.readAllBytes(known.into(folder).get(0).path()));
        assertEquals("all", server.ranges.get(1));
    }

    @Test
    void theHubTellsTheChecksumWhereItRedirects() throws Exception {
        server.redirects = true;
        server.tags.put(NAME, "\"" + sha256(content) + "\"");
        assertTrue(file().verified());
        Files.delete(folder.resolve(NAME));
        server.tags.put(NAME, "\"" + gitBlob(content) + "\"");
        assertTrue(file().verified());
        Files.delete(folder.resolve(NAME));
        server.tags.put(NAME, "\"" + "2".repeat(64) + "\"");
        assertRefused(download().withFiles(NAME), "2".repeat(64));
    }

    @Test
    void redirectionsInACircleOrElsewhereAreRefused() {
        server.redirects = true;
        server.redirection = "/o/m/resolve/main";
        assertRefused(download().withFiles(NAME), "redirections");
        server.redirection = "file:///etc";
        assertRefused(download().withFiles(NAME), "not followed");
    }

    @Test
    void anAbsentOrForbiddenFileIsToldWithItsStatus() {
        assertRefused(download().withFiles("absent.json"), "404");
        server.failures.add(new HubServer.Failure(403, 0));
        assertRefused(download().withFiles(NAME), "403");
        assertRefused(download(), "siblings");
    }

    @Test
    void aListedFileOfAnotherLengthIsRefused() {
        server.listing = "{\"siblings\":[" + sibling(NAME, content.length - 1, "\"blobId\":\"\"") + "]}";
        assertRefused(download(), "expected 999999");
    }

    @Test
    void anEndlessFileDoesNotFillTheDisk() {
        assertRefused(download().withFiles("endless.json"), "64000000");
    }

    @Test
    void noFileLeavesTheFolder() {
        for (String name : List.of(
                "../evil.json", "/etc/evil.json", "a/../../evil.json", "a\\b.json", "a//b.json", ".hidden", "")) {
            assertRefused(download().withFiles(name), "outside of the folder");
        }
        server.listing = "{\"siblings\":[{\"rfilename\":\"../../evil.safetensors\"}]}";
        assertRefused(download(), "outside of the folder");
    }

    @Test
    void optionsAreChecked() {
        assertThrows(SondeException.class, () -> ModelDownload.of("blip2"));
        assertThrows(SondeException.class, () -> ModelDownload.of("../../etc"));
        assertThrows(SondeException.class, () -> download().withRevision("a b"));
        assertThrows(SondeException.class, () -> download().withSha256(Map.of(NAME, "12")));
        assertEquals(
                "https://huggingface.co", ModelDownload.of("o/m").endpoint().toString());
        assertEquals("main", ModelDownload.of("o/m").revision());
    }

    @Test
    void anInterruptedThreadStopsAndKeepsItsPart() throws Exception {
        Thread.currentThread().interrupt();
        assertRefused(download().withFiles(NAME), "stopped");
        assertTrue(Thread.interrupted(), "the interruption stays visible");
        assertFalse(Files.exists(folder.resolve(NAME)));
    }

    private ModelDownload download() {
        return ModelDownload.of("o/m").withEndpoint(server.endpoint()).withPause(Duration.ofMillis(1));
    }

    private DownloadedFile file() {
        return download().withFiles(NAME).into(folder).get(0);
    }

    private void assertRefused(ModelDownload download, String reason) {
        SondeException e = assertThrows(SondeException.class, () -> download.into(folder));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    private void assertOnly(String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(names),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static String sibling(String name, int size, String more) {
        return "{\"rfilename\":\"" + name + "\",\"size\":" + size + "," + more + "}";
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[number];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String gitBlob(byte[] bytes) throws Exception {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha1.digest(bytes));
    }
}
