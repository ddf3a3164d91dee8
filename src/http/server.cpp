#include "http/server.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

#include "http/connection_detail.h"
#include "http/wire_detail.h"

namespace every::http {
namespace {

constexpr auto kAcceptPause = std::chrono::milliseconds(100);

std::string text_of(asio::ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

}  // namespace

struct Server::Impl {
  Impl(ServerOptions options, Handler handler, std::function<Response(int)> refuse, Log& log)
      : service(std::move(options), std::move(handler), std::move(refuse), log),
        acceptor(service.io.get_executor()) {}

  Status open();
  Awaitable<void> accept();
  void admit(Socket socket);
  void turn_away(Socket& socket);
  void forget(Connection* connection);
  void wind_down();
  bool wait_for_connections(std::chrono::milliseconds at_most);

  Service service;
  asio::basic_socket_acceptor<Tcp, Executor> acceptor;
  std::uint16_t port = 0;
  std::optional<asio::executor_work_guard<Executor>> work;
  std::thread io_thread;
  bool running = false;

  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections;  // io thread
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t connection_count = 0;  // under the mutex, for stop()
  bool wound_down = false;           // under the mutex: nothing is accepted any more
};

Status Server::Impl::open() {
  const ServerOptions& options = service.options;
  boost::system::error_code error;
  const std::string address_text = options.address == "localhost" ? "127.0.0.1" : options.address;
  const auto address = asio::ip::make_address(address_text, error);
  if (error) return Error(Code::network, "\"" + options.address + "\" is not an IP address to listen on.");
  const Tcp::endpoint endpoint(address, options.port);
  if (!error) acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port = acceptor.local_endpoint(error).port();
  if (!error) return done();
  boost::system::error_code ignored;
  acceptor.close(ignored);
  return Error(Code::network,
               "Cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " +
                   error.message() + ".",
               "Stop the program that uses this port, or choose another port.");
}

Awaitable<void> Server::Impl::accept() {
  Timer pause(service.io.get_executor());
  while (acceptor.is_open()) {
    boost::system::error_code error;
    auto token = asio::redirect_error(kAwait, error);
    Socket socket(service.io.get_executor());
    co_await acceptor.async_accept(socket, token);
    if (!acceptor.is_open()) co_return;
    if (!error) {
      admit(std::move(socket));
      continue;
    }
    // Out of file descriptors, most likely: trying at once again would only burn the processor.
    service.log.warn("http.accept_failed", {{"what", error.message()}});
    pause.expires_after(kAcceptPause);
    co_await pause.async_wait(token);
  }
}

void Server::Impl::admit(Socket socket) {
  boost::system::error_code error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return;  // already gone
  if (connections.size() >= service.options.connections_max) return turn_away(socket);
  socket.set_option(Tcp::no_delay(true), error);
  auto connection = std::make_shared<Connection>(service, std::move(socket), text_of(remote.address()));
  connections.emplace(connection.get(), connection);
  {
    const std::lock_guard lock(mutex);
    ++connection_count;
  }
  connection->start([this](Connection* ended) { forget(ended); });
}

// Best effort: what the kernel's buffer takes at once.
void Server::Impl::turn_away(Socket& socket) {
  const Response response = service.refusal(503);
  const std::string text = head_text(response, Framing::length, false, service.date()) + response.body;
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(text), ignored);
  socket.shutdown(Socket::shutdown_both, ignored);
}

void Server::Impl::forget(Connection* connection) {
  connections.erase(connection);
  {
    const std::lock_guard lock(mutex);
    --connection_count;
  }
  changed.notify_all();
}

void Server::Impl::wind_down() {
  service.stopping = true;
  boost::system::error_code ignored;
  acceptor.close(ignored);
  for (const auto& [key, connection] : connections) connection->stop();
  {
    const std::lock_guard lock(mutex);
    wound_down = true;
  }
  changed.notify_all();
}

bool Server::Impl::wait_for_connections(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex);
  return changed.wait_for(lock, at_most, [this] { return wound_down && connection_count == 0; });
}

Server::Server(ServerOptions options, Handler handler, std::function<Response(int)> refuse, Log& log)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler), std::move(refuse), log)) {}

Server::~Server() {
  stop();
}

Status Server::start() {
  EVERY_CHECK(impl_->open());
  impl_->work.emplace(impl_->service.io.get_executor());
  asio::co_spawn(impl_->service.io.get_executor(), impl_->accept(), asio::detached);
  impl_->io_thread = std::thread([impl = impl_.get()] { impl->service.io.run(); });
  impl_->running = true;
  impl_->service.log.info("http.listening",
                          {{"address", impl_->service.options.address}, {"port", impl_->port}});
  return done();
}

std::uint16_t Server::port() const {
  return impl_->port;
}

void Server::stop(int grace_ms) {
  if (!std::exchange(impl_->running, false)) return;
  Impl& impl = *impl_;
  asio::post(impl.service.io, [&impl] { impl.wind_down(); });
  // thread.
  if (!impl.wait_for_connections(std::chrono::milliseconds(grace_ms))) {
    impl.service.abandoned = true;
    asio::post(impl.service.io, [&impl] {
      for (const auto& [key, connection] : impl.connections) connection->abort();
    });
  }
  // Workers first: each hands its connection back to the io thread, which must still be there to take it.
  impl.service.workers.stop();
  impl.work.reset();
  impl.io_thread.join();
  impl.service.log.info("http.stopped", {{"port", impl.port}});
}

}  // namespace every::http
