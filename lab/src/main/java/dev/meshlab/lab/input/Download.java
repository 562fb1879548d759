package dev.meshlab.lab.input;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A file of manifests that a web server has. */
final class Download {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String ELSEWHERE =
      "check the URL and the network, or download it yourself and give the file to -f";

  private final Duration patience;

  Download() {
    this(PATIENCE);
  }

  /**
   * @param patience how long the whole may take
   */
  Download(Duration patience) {
    this.patience = patience;
  }

  Source of(String url) {
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(url)).build();
    } catch (IllegalArgumentException malformed) {
      return new Source.Unavailable(url, "is not a URL", "check it: " + malformed.getMessage());
    }
    CompletableFuture<Source> answer =
        HttpClient.newBuilder()
            .followRedirects(Redirect.NORMAL)
            .build()
            .sendAsync(request, BodyHandlers.ofInputStream())
            .thenApplyAsync(response -> source(url, response));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      return unavailable(url, reason(failed));
    } catch (TimeoutException slow) {
      answer.cancel(true);
      return unavailable(url, "no full answer within " + patience.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return unavailable(url, "interrupted");
    }
  }

  private static Source source(String url, HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        return unavailable(url, "the server answers with status " + response.statusCode());
      }
      // One more than is allowed, so that it shows.
      byte[] bytes = body.readNBytes(Manifests.MAX_BYTES + 1);
      return isPage(response)
          ? new Source.Unavailable(
              url, "is a web page and not a manifest", "give the URL of the raw file")
          : new Source.Bytes(url, new ByteArrayInputStream(bytes), "check the URL");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such as the page on which a host of repositories shows a file. */
  private static boolean isPage(HttpResponse<?> response) {
    return response.headers().firstValue("content-type").orElse("").startsWith("text/html");
  }

  private static Source unavailable(String url, String reason) {
    return new Source.Unavailable(url, "cannot be fetched: " + reason, ELSEWHERE);
  }

  private static String reason(Throwable failure) {
    boolean connected = true;
    Throwable cause = failure;
    while (cause.getCause() != null) {
      connected &= !(cause instanceof ConnectException);
      cause = cause.getCause();
    }
    if (cause instanceof UnresolvedAddressException) {
      return "its host cannot be found";
    }
    String message = cause.getMessage();
    return connected && !(cause instanceof ConnectException) && message != null
        ? message
        : "its server cannot be reached";
  }
}
