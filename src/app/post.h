// The post: puts news for the workspaces' people into the outbox (news.h), takes what is due out of it and
// hands it to the workspaces' mail servers, one after the other, on a thread of its own.
#pragma once

#include <memory>
#include <mutex>

#include "app/context.h"
#include "base/tasks.h"

namespace every::app {

// One round: what is due now. Returns how many messages were tried. A message is marked as being sent, and
// that is committed, before anything leaves; what became of it is committed afterwards.
int deliver_due_mail(const App& app);

class Post {
 public:
  Post(const App& app, Tasks& tasks) : app_(app), tasks_(tasks) {}
  ~Post() { stop(); }
  // First tells which messages a killed process was sending.
  void start();
  void stop();  // idempotent; a message under way is finished first

 private:
  const App& app_;
  Tasks& tasks_;
  std::mutex mutex_;
  Signal signal_;
  std::unique_ptr<Task> task_;
};

}  // namespace every::app
