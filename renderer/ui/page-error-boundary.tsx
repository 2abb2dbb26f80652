import { Alert, Box, Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

/** A page that fails must not take the window with it: the clerk sees a sentence and can go on elsewhere. */
export class PageErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Box p="md">
        <Alert color="danger" title="这个页面出错了" role="alert">
          已保存的内容不受影响。请重新打开这个页面；如再次出现，请从左侧导航换到别的页面，并在“帮助”中查看版本信息后联系技术支持。
          <Button mt="sm" size="xs" variant="default" onClick={() => this.setState({ failed: false })}>
            重新打开这个页面
          </Button>
        </Alert>
      </Box>
    );
  }
}
