// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisConnectionException;

class AnswersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed when used memory > 'maxmemory'.",
                "BUSY Redis is busy running a script.",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "CLUSTERDOWN The cluster is down",
                "NOREPLICAS Not enough good replicas to write.",
                "MISCONF Redis is configured to save RDB snapshots",
                "MOVED 3999 127.0.0.1:6381"
            })
    void shouldTryAgainWhatRedisPutOff(String answer) {
        assertThat(Answers.verdict(answer)).isEqualTo(Verdict.RETRY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "READONLY You can't write against a read only replica.",
                "MASTERDOWN Link with MASTER is down",
                "ERR max number of clients reached"
            })
    void shouldTryAnotherConnectionWhereThisOneIsOfNoUse(String answer) {
        assertThat(Answers.verdict(answer)).isEqualTo(Verdict.RECONNECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "ERR value is not an integer or out of range",
                "ERR wrong number of arguments for 'set' command",
                "ERR syntax error",
                "ERR string exceeds maximum allowed size (512MB)",
                "ERR invalid expire time in 'setex' command"
            })
    void shouldRejectTheRecordForWhatIsWrongWithIt(String answer) {
        assertThat(Answers.verdict(answer)).isEqualTo(Verdict.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOAUTH Authentication required.",
                "WRONGPASS invalid username-password pair or user is disabled.",
                "NOPERM this user has no permissions to run the 'set' command",
                "ERR unknown command 'SETEX', with args beginning with: 'k' ",
                "ERR DB index is out of range"
            })
    void shouldEndTheJobForWhatAPersonMustMend(String answer) {
        assertThat(Answers.verdict(answer)).isEqualTo(Verdict.FATAL);
    }

    @Test
    void shouldNotRepeatWhatRedisRepeats() {
        assertThat(
                        Answers.withoutEcho(
                                "ERR unknown command 'AUTH', with args beginning with: 'u' 'pw' "))
                .isEqualTo("ERR unknown command 'AUTH'");
    }

    @Test
    void shouldTellAnUntrustedCertificateFromAServerThatWentAway() {
        Throwable untrusted =
                new JedisConnectionException(
                        new SSLHandshakeException("PKIX")
                                .initCause(new CertificateException("unknown authority")));
        Throwable notTls = new JedisConnectionException(new SSLException("not an SSL message"));
        Throwable cutOff =
                new JedisConnectionException(
                        new SSLHandshakeException("terminated").initCause(new EOFException()));
        Throwable refused = new JedisConnectionException(new ConnectException("refused"));

        assertThat(Answers.isPermanent(untrusted)).isTrue();
        assertThat(Answers.isPermanent(notTls)).isTrue();
        assertThat(Answers.isPermanent(cutOff)).isFalse();
        assertThat(Answers.isPermanent(refused)).isFalse();
    }
}
