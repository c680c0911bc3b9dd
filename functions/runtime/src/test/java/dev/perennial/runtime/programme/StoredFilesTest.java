package dev.perennial.runtime.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredFilesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'shop':{'name':'S'}} | {'shop':{'name':'S'}}",
        "{'shop':{'name':'S','pricesInclude':'tax'}} | {'shop':{'name':'S'}}",
        "{'rates':{'EUR':{'2026-01-01':0.86}},'attributes':{'size':'number'}} | {}",
        "{'shop':{'name':'x','margin':40,'costPer1000Mails':0.08}} | {'shop':{'name':'x'}}",
        "{'campaigns':{'a':{'trigger':{'event':{}},'test':{'weeks':8}}}}"
            + " | {'campaigns':{'a':{'trigger':{'event':{}}}}}",
        "{'campaigns':{'a':{'trigger':{'event':{}},'versions':'finish'}}}"
            + " | {'campaigns':{'a':{'trigger':{'event':{}}}}}",
        "{'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'31 days'}}}}"
            + " | {'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'month'}}}}",
        "{'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'32 days','atMost':2}}}}"
            + " | {'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'quarter'}}}}",
        "{'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'93 days'}}}}"
            + " | {'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'year'}}}}",
        "{'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'month'}}}}"
            + " | {'campaigns':{'a':{'trigger':{'schedule':'weekly','every':'month'}}}}",
        "{'campaigns':{'a':{'trigger':{'event':{},'every':'9 days','atMost':1}}}}"
            + " | {'campaigns':{'a':{'trigger':{'event':{}}}}}",
      })
  void theFirstReleaseReadsWhatItKnowsAndThisOneAllThatWasSaid(String files, String first)
      throws JsonProcessingException {
    var document = MAPPER.createObjectNode();
    StoredFiles.put(document, json(files));
    assertEquals(json(first), document.path("files"));
    assertEquals(json(files), StoredFiles.of(MAPPER.readTree(document.toString())));
    assertEquals(!files.equals(first), document.has("later"));
  }
}
