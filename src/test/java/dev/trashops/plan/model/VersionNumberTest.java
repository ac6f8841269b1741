package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionNumberTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "acme/detector/3, 3",
        "999999999, 999999999",
        "2099999999, 2099999999",
        "2100000000, 2100000000",
        "2147483647, 2147483647"
    })
    void everyNumberThatAResourceMayHaveIsRead(String text, int number) {
        assertThat(VersionNumber.read(text)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "-1", "1.0", "2147483648", "9999999999", "99999999999", "three", "3/"})
    void nothingElseIsOne(String text) {
        assertThat(VersionNumber.read(text)).isEmpty();
    }
}
