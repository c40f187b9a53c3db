import { Component } from 'react'
import type { ComponentProps, RefObject } from 'react'

import { focusedCell, followFocus } from './table-focus.ts'
import type { FocusedCell } from './table-focus.ts'

/**
 * The body of a table whose rows are places: another port comes to stand where one stood, since twenty rows that change
 * their words are drawn in half the time of twenty new ones. The focus is not a place's but a port's, so it goes with
 * its port, and out of the table where that leaves the page. A class, because React lets nothing else read the page
 * before a change.
 */
export class TableBody extends Component<
  Omit<ComponentProps<'tbody'>, 'ref'> & { body: RefObject<HTMLTableSectionElement | null> }
> {
  override getSnapshotBeforeUpdate(): FocusedCell | null {
    return focusedCell(this.props.body.current)
  }

  override componentDidUpdate(_props: unknown, _state: unknown, cell: FocusedCell | null): void {
    if (cell !== null) followFocus(this.props.body.current, cell)
  }

  override render() {
    const { body, ...props } = this.props
    return <tbody ref={body} {...props} />
  }
}
