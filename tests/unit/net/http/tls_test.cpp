#include "net/http/client.hpp"
#include "net/websocket/client.hpp"

#include "tests/unit/net/http/loopback.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace troupe::net::http::tls_test {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;
using tls_socket = ssl::stream<boost::asio::ip::tcp::socket>;

template <class Write>
std::string to_pem(Write write) {
  BIO* const memory = BIO_new(BIO_s_mem());
  write(memory);
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory, &text);
  std::string pem(text, static_cast<std::size_t>(length));
  BIO_free(memory);
  return pem;
}

struct identity {
  std::string certificate;
  std::string key;
};

// A certificate for "localhost" that nobody but itself has signed.
identity self_signed() {
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  X509* const certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* const name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_EXTENSION* const names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
  X509_add_ext(certificate, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(certificate, key, EVP_sha256());
  identity made{to_pem([&](BIO* out) { PEM_write_bio_X509(out, certificate); }),
                to_pem([&](BIO* out) {
                  PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
                })};
  X509_free(certificate);
  EVP_PKEY_free(key);
  return made;
}

// Answers every request over TLS with "secret" and notes the name that the client asked for.
class tls_server {
public:
  tls_server(boost::asio::io_context& io, const identity& who)
      : context_(ssl::context::tls_server),
        acceptor_(io, {boost::asio::ip::make_address("127.0.0.1"), 0}) {
    context_.use_certificate_chain(boost::asio::buffer(who.certificate));
    context_.use_private_key(boost::asio::buffer(who.key), ssl::context::pem);
    accept();
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  const std::string& asked_name() const { return asked_name_; }

private:
  void accept() {
    acceptor_.async_accept([this](error_code failed, boost::asio::ip::tcp::socket socket) {
      if (!failed) {
        const auto stream = std::make_shared<tls_socket>(std::move(socket), context_);
        stream->async_handshake(ssl::stream_base::server, [this, stream](error_code refused) {
          if (!refused) {
            const char* const name =
                SSL_get_servername(stream->native_handle(), TLSEXT_NAMETYPE_host_name);
            asked_name_ = name == nullptr ? "" : name;
            read(stream);
          }
        });
        accept();
      }
    });
  }

  void read(const std::shared_ptr<tls_socket>& stream) {
    stream->async_read_some(
        boost::asio::buffer(bytes_), [this, stream](error_code failed, std::size_t) {
          if (!failed) {
            stream->async_write_some(boost::asio::buffer(answer_),
                                     [this, stream](error_code, std::size_t) { read(stream); });
          }
        });
  }

  ssl::context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::array<char, 4096> bytes_{};
  std::string answer_ = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret";
  std::string asked_name_;
};

// While it lives, OpenSSL's default authorities are this one certificate.
class trusted {
public:
  explicit trusted(const std::string& certificate)
      : path_(std::filesystem::path(testing::TempDir()) / "tls_test_authority.pem") {
    std::ofstream(path_) << certificate;
    setenv("SSL_CERT_FILE", path_.c_str(), 1);
  }
  ~trusted() {
    unsetenv("SSL_CERT_FILE");
    std::filesystem::remove(path_);
  }
  trusted(const trusted&) = delete;
  trusted& operator=(const trusted&) = delete;

private:
  std::filesystem::path path_;
};

endpoint secure(std::string host, std::uint16_t port) {
  return {true, std::move(host), port, {}};
}

TEST(tls, refuses_a_certificate_that_no_authority_signed_and_sends_nothing) {
  boost::asio::io_context io;
  tls_server server(io, self_signed());
  client http(io, secure("localhost", server.port()), {});
  const auto got = fetch(io, http, {});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.failure().code, "connect_failed");
  EXPECT_NE(got.failure().message.find("certificate"), std::string::npos) << got.failure().message;
  EXPECT_FALSE(may_have_been_sent(got.failure()));
}

TEST(tls, talks_to_a_trusted_server_on_one_connection_and_names_the_host_it_wants) {
  const identity who = self_signed();
  const trusted authority(who.certificate);
  boost::asio::io_context io;
  tls_server server(io, who);
  client http(io, secure("localhost", server.port()), {});
  for (int i = 0; i < 3; ++i) {
    const auto got = fetch(io, http, {"POST", "/", {}, "body", {}});
    ASSERT_TRUE(got) << got.failure().message;
    EXPECT_EQ(got->body, "secret");
  }
  EXPECT_EQ(server.asked_name(), "localhost");
}

TEST(tls, refuses_a_trusted_certificate_made_out_to_another_name) {
  const identity who = self_signed();
  const trusted authority(who.certificate);
  boost::asio::io_context io;
  tls_server server(io, who);
  client http(io, secure("127.0.0.1", server.port()), {});
  const auto got = fetch(io, http, {});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.failure().code, "connect_failed");
}

TEST(tls, gives_up_on_a_server_that_never_shakes_hands) {
  boost::asio::io_context io;
  raw_listener listener(io);
  client_options options;
  options.connect_timeout = std::chrono::milliseconds(40);
  client http(io, secure("127.0.0.1", listener.port()), options);
  const auto got = fetch(io, http, {});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.failure().code, "connect_timeout");
}

TEST(tls, refuses_an_untrusted_certificate_for_a_websocket_too) {
  boost::asio::io_context io;
  tls_server server(io, self_signed());
  std::optional<std::string> cause;
  websocket::handlers on;
  on.on_close = [&cause](std::uint16_t code, std::string_view reason) {
    EXPECT_EQ(code, 1006);
    cause = reason;
  };
  websocket::open(io, secure("localhost", server.port()), "/", {}, on);
  run_until(io, [&cause] { return cause.has_value(); });
  EXPECT_NE(cause->find("certificate"), std::string::npos) << *cause;
}

} // namespace
} // namespace troupe::net::http::tls_test
