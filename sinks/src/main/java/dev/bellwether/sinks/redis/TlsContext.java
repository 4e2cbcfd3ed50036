// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretResolver;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Turns a {@link RedisTls} into what a socket needs, on the worker. */
final class TlsContext {

    private static final String PEM_START = "-----BEGIN";

    private TlsContext() {}

    static SSLSocketFactory socketFactory(RedisTls tls) throws RedisSinkException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(tls), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new RedisSinkException(
                    "Cannot read the certificates to trust for Redis: " + e, e);
        }
    }

    static SSLParameters parameters(RedisTls tls) {
        SSLParameters parameters = new SSLParameters();
        if (tls.verifiesHostName()) {
            // The rules of RFC 2818; LDAPS would be the only other choice.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    /** {@code null}, which is the platform's trust, if nothing else was asked for. */
    private static TrustManager[] trustManagers(RedisTls tls)
            throws IOException, GeneralSecurityException {
        KeyStore trusted;
        if (tls.certificateAuthority() != null) {
            trusted = fromPem(tls.certificateAuthority());
        } else if (tls.trustStore() != null) {
            char[] password =
                    tls.trustStorePassword() == null
                            ? null
                            : SecretResolver.of(tls.trustStorePassword())
                                    .resolve()
                                    .reveal()
                                    .toCharArray();
            trusted = KeyStore.getInstance(new File(tls.trustStore()), password);
        } else {
            return null;
        }
        if (trusted.size() == 0) {
            throw new IOException("there is no certificate in what was given");
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static KeyStore fromPem(String pemOrPath) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = open(pemOrPath)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry("redis-" + trusted.size(), certificate);
            }
        }
        return trusted;
    }

    private static InputStream open(String pemOrPath) throws IOException {
        return pemOrPath.trim().startsWith(PEM_START)
                ? new ByteArrayInputStream(pemOrPath.trim().getBytes(StandardCharsets.US_ASCII))
                : Files.newInputStream(Paths.get(pemOrPath));
    }
}
