// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static dev.bellwether.sources.kinesis.Records.ARRIVAL;
import static dev.bellwether.sources.kinesis.Records.MAX_BYTES;
import static dev.bellwether.sources.kinesis.Records.SEQUENCE;
import static dev.bellwether.sources.kinesis.Records.SHARD;
import static dev.bellwether.sources.kinesis.Records.SOURCE;
import static dev.bellwether.sources.kinesis.Records.bytes;
import static dev.bellwether.sources.kinesis.Records.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.IngestedAlert;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRecordReaderTest {

    private static final String SENT =
            "{'alert_type':'financial_anomaly','symbol':'TSLA',"
                    + "'anomalies':['extreme_price_change_12.50%'],"
                    + "'current_data':{'price':800.75,'volume':5000000,'timestamp':'...'},"
                    + "'derived_metrics':{'price_change_percent':12.5,'volume_ratio':3.2},"
                    + "'detected_at':'2025-03-22T09:59:58.250000','environment':'dev'}";

    private final AlertRecordReader reader = new AlertRecordReader(MAX_BYTES);

    @Test
    void shouldReadWhatTheAlertsPipelinePublishesAsItWas() {
        Alert alert = ours();

        IngestedAlert read = read(Json.write(alert));

        assertThat(read.alert).isEqualTo(alert);
        assertThat(read.endless).isFalse();
    }

    @Test
    void shouldNotTakeOverWhatKeepsAnAlertBackElsewhere() {
        Alert alert = ours();
        alert.suppressedBy = "silence:there";

        assertThat(read(Json.write(alert)).alert.suppressedBy).isNull();
    }

    @Test
    void shouldReadAMessageThatNobodySendsAnEndOf() {
        IngestedAlert read = read(json(SENT));

        assertThat(read.endless).isTrue();
        Alert alert = read.alert;
        assertThat(alert.id).isEqualTo("financial_anomaly:TSLA:1742637598250");
        assertThat(alert.state).isEqualTo(AlertState.FIRING);
        assertThat(alert.severity).isEqualTo(Severity.WARNING);
        assertThat(alert.headline).isEqualTo("TSLA: extreme_price_change_12.50%");
        assertThat(alert.labels)
                .containsExactly(
                        "category=extreme_movement",
                        "environment=dev",
                        "immediate=true",
                        "urgency=medium");
        assertThat(alert.facts)
                .containsExactly(
                        "price=800.75",
                        "price_change_percent=12.5",
                        "volume=5000000.0",
                        "volume_ratio=3.2");
        assertThat(alert.changedMillis).isEqualTo(1742637598250L);
    }

    @ParameterizedTest
    @CsvSource({
        "financial_anomaly,     9.99, 3.2, '',                     info,     low,   "
                + " price_movement,   false",
        "financial_anomaly,    10,    3.2, '',                     warning,  medium,"
                + " price_movement,   false",
        "financial_anomaly,   -14.99, 3.2, '',                     warning,  medium,"
                + " price_movement,   false",
        "financial_anomaly,    15,    3.2, '',                     critical, high,  "
                + " price_movement,   true",
        "financial_anomaly,   -15,    3.2, '',                     critical, high,  "
                + " price_movement,   true",
        "financial_anomaly,    12.5,  3.2, extreme_price_change_1, warning,  medium,"
                + " extreme_movement, true",
        "financial_anomaly,     1,    9.9, volume_spike_9.9x,      info,     low,   "
                + " price_movement,   false",
        "financial_anomaly,     1,    10,  volume_spike_10.0x,     critical, high,  "
                + " price_movement,   false",
        "financial_anomaly,     1,    10,  other,                  info,     low,   "
                + " price_movement,   false",
        "financial_anomaly,     NaN,  1,   '',                     info,     low,   "
                + " price_movement,   false",
        "system_event,         20,    20,  '',                     warning,  medium, system,       "
                + "    false",
        "user_threshold_alert, 20,    20,  '',                     info,     medium, user_defined, "
                + "    false",
        "news,                 20,    20,  '',                     info,     low,   "
                + " price_movement,   false"
    })
    void shouldClassifyAsTheSenderDid(
            String type,
            String change,
            String ratio,
            String anomaly,
            String severity,
            String urgency,
            String category,
            boolean immediate) {
        String message =
                json(
                        "{'alert_type':'%s','symbol':'TSLA','anomalies':['%s'],'derived_metrics':"
                                + "{'price_change_percent':%s,'volume_ratio':%s}}");

        Alert alert = read(String.format(Locale.ROOT, message, type, anomaly, change, ratio)).alert;

        assertThat(alert.severity.toString()).isEqualToIgnoringCase(severity);
        assertThat(alert.worst).isEqualTo(alert.severity);
        assertThat(alert.labels)
                .containsExactly(
                        "category=" + category, "immediate=" + immediate, "urgency=" + urgency);
        assertThat(alert.startedMillis).as("without detected_at").isEqualTo(ARRIVAL);
    }

    @Test
    void shouldTakeASystemEventWithoutASymbol() {
        assertThat(read(json("{'alert_type':'system_event'}")).alert.symbol).isEqualTo("SYSTEM");
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY, the record is empty",
        "'{', MALFORMED, the record is not JSON in UTF-8 to its end",
        "'{} {}', MALFORMED, the record is not JSON in UTF-8 to its end",
        "'[]', UNEXPECTED_SHAPE, 'the record is no alert: it has neither id, rule and state nor"
                + " alert_type'",
        "'{''symbol'':''A'',''price'':1}', UNEXPECTED_SHAPE, 'the record is no alert: it has"
                + " neither id, rule and state nor alert_type'",
        "'{''alert_type'':''financial_anomaly''}', INVALID_SYMBOL, 'the alert has no symbol of at"
                + " most 32 letters, digits and . _ ^ = / + -'",
        "'{''alert_type'':''a b'',''symbol'':''A''}', UNEXPECTED_SHAPE, 'alert_type must be of"
                + " letters, digits, ''.'', ''_'' and ''-'', at most 64'",
        "'{''alert_type'':''a'',''symbol'':''A'',''detected_at'':''soon''}', IMPLAUSIBLE_TIME,"
                + " 'detected_at must be a time such as 2025-03-22T10:00:00Z, not more than a day"
                + " after the record arrived'",
        "'{''id'':''r:A:1'',''rule'':''r'',''state'':''burning''}', UNEXPECTED_SHAPE, 'the alert''s"
                + " state cannot be read'"
    })
    void shouldKeepWhatIsNoAlertWithItsBytesAndItsPlace(
            String record, ReasonCode reason, String message) {
        DeadLetter letter = read(json(record)).deadLetter;

        assertThat(letter.reason).isEqualTo(reason);
        assertThat(letter.message).isEqualTo(message);
        assertThat(letter.payload).isEqualTo(bytes(json(record)));
        assertThat(letter.source).isEqualTo(SOURCE);
        assertThat(letter.partition).isEqualTo(SHARD);
        assertThat(letter.position).isEqualTo(SEQUENCE);
        assertThat(letter.occurredMillis).isEqualTo(ARRIVAL);
    }

    @Test
    void shouldSayEverythingThatIsMissingOfAnAlert() {
        DeadLetter letter =
                read(json("{'id':'r:A:1','rule':'r','state':'firing','facts':[null]}")).deadLetter;

        assertThat(letter.reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
        assertThat(letter.message)
                .contains("symbol is required", "headline is required", "id must be")
                .contains("state and severity are required", "facts must be such as name=value");
    }

    @Test
    void shouldNotBelieveAChangeFromTheFuture() {
        Alert alert = ours();
        alert.changedMillis = ARRIVAL + 86_400_000;
        assertThat(read(Json.write(alert)).alert).isNotNull();
        alert.changedMillis++;
        assertThat(read(Json.write(alert)).deadLetter.reason)
                .isEqualTo(ReasonCode.IMPLAUSIBLE_TIME);
    }

    @Test
    void shouldNotLookAtARecordThatIsTooLong() {
        byte[] record = new byte[MAX_BYTES + 1];

        DeadLetter letter = reader.read(record, SOURCE, SHARD, SEQUENCE, ARRIVAL).deadLetter;

        assertThat(letter.reason).isEqualTo(ReasonCode.OVERSIZED);
        assertThat(letter.payload).isEqualTo(record);
    }

    private IngestedAlert read(String record) {
        return reader.read(bytes(record), SOURCE, SHARD, SEQUENCE, ARRIVAL);
    }

    private static Alert ours() {
        Alert alert = new Alert();
        alert.id = "price-move:AAPL:1742637500000";
        alert.revision = 2;
        alert.rule = "price-move";
        alert.symbol = "AAPL";
        alert.state = AlertState.ACKNOWLEDGED;
        alert.before = AlertState.FIRING;
        alert.severity = Severity.WARNING;
        alert.worst = Severity.CRITICAL;
        alert.headline = "AAPL moved";
        alert.facts = new String[] {"quote.price=1.0"};
        alert.labels = new String[] {"team=desk"};
        alert.links = new String[] {"chart=https://example.com/AAPL"};
        alert.startedMillis = 1742637500000L;
        alert.changedMillis = 1742637550000L;
        alert.acknowledgedBy = "ann";
        alert.entries = 1;
        alert.prices = new double[] {1, 2.5};
        return alert;
    }
}
