// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed server certificate, made with the JDK's {@code keytool}, in the forms that servers
 * and clients ask for. It is its own certificate authority: who trusts it, trusts this server
 * alone.
 */
public final class SandboxCertificate implements AutoCloseable {

    /** Opens {@link #trustStore()}. */
    public static final String STORE_PASSWORD = "sandbox-only";

    private static final String ALIAS = "sandbox";

    private final Path directory;

    private SandboxCertificate(Path directory) {
        this.directory = directory;
    }

    /** For 127.0.0.1 and localhost. */
    public static SandboxCertificate forLoopback() {
        return forNames("ip:127.0.0.1,dns:localhost");
    }

    /**
     * @param subjectAlternativeNames as keytool takes them, for example {@code
     *     dns:redis.example,ip:10.0.0.1}
     */
    public static SandboxCertificate forNames(String subjectAlternativeNames) {
        try {
            Path directory = Files.createTempDirectory("sandbox-certificate");
            SandboxCertificate certificate = new SandboxCertificate(directory);
            certificate.generate(subjectAlternativeNames);
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    /** The certificate in PEM: what a client trusts, and what the server shows. */
    public Path certificatePem() {
        return directory.resolve("certificate.pem");
    }

    /** The private key in PEM (PKCS 8, not encrypted). */
    public Path keyPem() {
        return directory.resolve("key.pem");
    }

    /** A PKCS 12 store with the certificate, opened with {@link #STORE_PASSWORD}. */
    public Path trustStore() {
        return directory.resolve("trust.p12");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(certificatePem());
            Files.deleteIfExists(keyPem());
            Files.deleteIfExists(trustStore());
            Files.deleteIfExists(keyStore());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    private Path keyStore() {
        return directory.resolve("key.p12");
    }

    private void generate(String names) throws IOException, GeneralSecurityException {
        Path keytool = Paths.get(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                new ProcessBuilder(
                                keytool.toString(),
                                "-J-Duser.language=en",
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "RSA",
                                "-keysize",
                                "2048",
                                "-validity",
                                "2",
                                "-dname",
                                "CN=sandbox",
                                "-ext",
                                "san=" + names,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keyStore().toString(),
                                "-storepass",
                                STORE_PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
        export();
    }

    private void export() throws IOException, GeneralSecurityException {
        char[] password = STORE_PASSWORD.toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            keys.load(in, password);
        }
        Files.write(keyPem(), pem("PRIVATE KEY", keys.getKey(ALIAS, password).getEncoded()));
        Files.write(certificatePem(), pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            trust.store(out, password);
        }
    }

    private static byte[] pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
