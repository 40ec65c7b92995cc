#include "net/http/socket_pair.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>

namespace troupe::net::http {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

} // namespace

result<socket_pair> make_socket_pair(asio::io_context& io) {
  using tcp = asio::ip::tcp;
  constexpr int strangers_max = 8;
  error_code failed;
  asio::basic_socket_acceptor<tcp, asio::io_context::executor_type> listening(io.get_executor());
  socket_pair ends{tcp_stream(io.get_executor()), tcp_stream(io.get_executor())};
  listening.open(tcp::v4(), failed);
  if (!failed)
    listening.bind({asio::ip::address_v4::loopback(), 0}, failed);
  if (!failed)
    listening.listen(strangers_max, failed);
  if (!failed)
    ends.first.connect(listening.local_endpoint(), failed);
  for (int tries = 0; !failed && tries <= strangers_max; ++tries) {
    error_code refused;
    listening.accept(ends.second, failed);
    if (!failed && ends.second.remote_endpoint(refused) == ends.first.local_endpoint(refused)) {
      ends.first.set_option(tcp::no_delay(true), refused);
      ends.second.set_option(tcp::no_delay(true), refused);
      return ends;
    }
    ends.second.close(refused);
  }
  return error{"connect_failed", "no connection within this machine: " + failed.message()};
}

void reset(tcp_stream& socket) {
  error_code ignored;
  socket.set_option(asio::ip::tcp::socket::linger(true, 0), ignored);
  socket.close(ignored);
}

} // namespace troupe::net::http
